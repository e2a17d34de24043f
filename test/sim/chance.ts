export type Chance = {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number from 0 up to but not including `most`. */
  below(most: number): number;
  /** True in this part of cases. */
  is(part: number): boolean;
  pick<Value>(values: readonly Value[]): Value | undefined;
};

/** All chance of one run, from one seed: the same seed is the same run (mulberry32). */
export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    next,
    below,
    is: (part) => next() < part,
    pick: (values) => values[below(values.length)],
  };
}

/** Sixteen bytes at a time. */
export const bytesOf = (chance: Chance) => (): Uint8Array =>
  Uint8Array.from({ length: 16 }, () => chance.below(256));
