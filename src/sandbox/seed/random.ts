/** Repeatable randomness: the same seed text gives the same draws in every process. */
export interface Random {
  /** Whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Text of `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string;
  uuid(): string;
}

/**
 * A stream of its own for each `seed`. Give every part of the account its own seed text, so that a new
 * conversation leaves the rest of the account as it was.
 */
export function randomFrom(seed: string): Random {
  let state = hash(seed);

  // mulberry32 (Tommy Ettinger, public domain): small, fast, and good enough for a pretend account.
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const random: Random = {
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick(from) {
      const drawn = from[Math.floor(next() * from.length)];
      if (drawn === undefined) throw new Error("Nothing to pick from.");
      return drawn;
    },
    text: (length, alphabet) => Array.from({ length }, () => random.pick([...alphabet])).join(""),
    uuid() {
      const hex = random.text(30, "0123456789abcdef");
      const variant = random.pick(["8", "9", "a", "b"]);
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(12, 15)}`,
        variant + hex.slice(15, 18),
        hex.slice(18, 30),
      ].join("-");
    },
  };
  return random;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
