/** The calls of one process that wait for a turn, first come first served. Only the first of them holds a reservation. */

export interface Place {
  /** Instant of its reservation in the store, once it has one. */
  reserved: number | undefined;
  /** Its turn has come, or never will: it leaves, and nobody waits for it any more. */
  leaving: boolean;
  /** Ends the pause of the call that stands here. */
  wake: () => void;
}

export class Line {
  private readonly places: Place[] = [];

  /** How many wait. */
  get length(): number {
    return this.places.filter(({ leaving }) => !leaving).length;
  }

  /** The first of those who wait holds a reservation. */
  get holds(): boolean {
    return this.places.some(({ leaving, reserved }) => !leaving && reserved !== undefined);
  }

  join(): Place {
    const place: Place = { reserved: undefined, leaving: false, wake: () => undefined };
    this.places.push(place);
    return place;
  }

  /** Leaves from anywhere; whoever has become first is woken. */
  leave(place: Place): void {
    const at = this.places.indexOf(place);
    this.places.splice(at, 1);
    if (at === 0) this.places[0]?.wake();
  }

  isFirst(place: Place): boolean {
    return this.places[0] === place;
  }

  /** How many wait before it. */
  before(place: Place): number {
    return this.places.slice(0, this.places.indexOf(place)).filter(({ leaving }) => !leaving).length;
  }
}
