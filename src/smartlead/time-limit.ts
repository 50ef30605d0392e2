/**
 * A caller's signal that also fires when time is up. `AbortSignal.any` and `AbortSignal.timeout` would do, but each call that
 * is under way would keep what they register for the collector: with many calls that is much of what it has to look at.
 */
export class TimeLimit {
  /** The time is up; the caller's own signal came later, or not at all. */
  expired = false;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly outer: AbortSignal;
  private readonly follow = () => this.controller.abort(this.outer.reason);

  /** @param ms from now */
  constructor(ms: number, outer: AbortSignal) {
    this.outer = outer;
    this.timer = setTimeout(() => {
      this.expired = !outer.aborted;
      this.controller.abort();
    }, ms).unref();
    if (outer.aborted) this.follow();
    else outer.addEventListener("abort", this.follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** To be called when nobody looks at the signal any more. */
  end(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener("abort", this.follow);
  }
}
