import { SCORE_KINDS, type ScoreKind } from "../campaign/score-rules.ts";

/** What all lines of one kind come to; `count` is how many lines its list has. */
export type KindSum = { kind: ScoreKind; count: number; times: number; points: number };

type Counted = { kind: ScoreKind; times: number; points: number; isStruck: boolean };

/** The kinds that have lines, in the order of the card; what was struck off stays in the list without its points. */
export function sumsOf(lines: readonly Counted[]): KindSum[] {
  return SCORE_KINDS.flatMap((kind) => {
    const these = lines.filter((line) => line.kind === kind);
    if (these.length === 0) return [];
    const valid = these.filter(({ isStruck }) => !isStruck);
    return [
      {
        kind,
        count: these.length,
        times: valid.reduce((sum, { times }) => sum + times, 0),
        points: pointsOf(valid),
      },
    ];
  });
}

export const pointsOf = (lines: readonly { points: number }[]): number =>
  lines.reduce((sum, { points }) => sum + points, 0);

/** How many hazards a unit found in every ten enterprises it checked; without a figure for it, none. */
export const perTen = (found: number, checked: number | null): string | null =>
  checked === null || checked === 0 ? null : ((found * 10) / checked).toFixed(1);

/** The place of each within its own group, the most points first; like points share a place. */
export function placesOf(totals: readonly number[]): number[] {
  return totals.map((total) => 1 + totals.filter((other) => other > total).length);
}
