import type { ScoreKind } from "../campaign/score-rules.ts";

/** What all lines of one kind come to: `count` is how many its list has, struck ones too; these give no points. */
export type KindSum = { kind: ScoreKind; count: number; times: number; points: number };

export const pointsOf = (lines: readonly { points: number }[]): number =>
  lines.reduce((sum, { points }) => sum + points, 0);

/** What was gained and what was lost. */
export const plusAndMinus = (lines: readonly { points: number }[]): { plus: number; minus: number } => ({
  plus: pointsOf(lines.filter(({ points }) => points > 0)),
  minus: pointsOf(lines.filter(({ points }) => points < 0)),
});

/** How many hazards a unit found in every ten enterprises it checked; without a figure for it, none. */
export const perTen = (found: number, checked: number | null): string | null =>
  checked === null || checked === 0 ? null : ((found * 10) / checked).toFixed(1);

/** The place of each within its own group, the most points first; like points share a place. */
export function placesOf(totals: readonly number[]): number[] {
  return totals.map((total) => 1 + totals.filter((other) => other > total).length);
}
