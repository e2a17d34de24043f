import { performance } from "node:perf_hooks";

/** `until`: how far the year is played. */
export type Options = { pairs: number; smoke: boolean; until?: string };

/** What one benchmark came to; printed as one line of JSON. */
export type Result = { bench: string; holds: boolean | null; must: string } & Record<string, unknown>;

const round = (value: number): number => Number(value.toPrecision(4));

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (below + above) / 2;
}

export const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[
    Math.min(values.length - 1, Math.floor(values.length * part))
  ] ?? 0;

/** Seconds that something takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** Both sides in turn, A B A B, after one of each that is not counted; a side answers with its figure. */
export async function inPairs(a: () => Promise<number>, b: () => Promise<number>, { pairs }: Options) {
  await a();
  await b();
  const [as, bs]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1) {
    as.push(await a());
    bs.push(await b());
  }
  const ratios = bs.map((each, at) => each / (as[at] ?? Number.NaN));
  return {
    a: round(median(as)),
    b: round(median(bs)),
    ratio: {
      median: round(median(ratios)),
      min: round(Math.min(...ratios)),
      max: round(Math.max(...ratios)),
    },
    pairs,
  };
}
