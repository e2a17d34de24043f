import fc from "fast-check";
import { cases } from "./cases.ts";
import { judge } from "./judge.ts";
import { openStage, play } from "./play.ts";

/** A store slows down as districts fill it: after so many cases a new one is opened. */
export const A_BATCH = 100;

/** What so many cases came to; `ends` says what ended the run before its time. */
export type Outcome = { cases: number; seed: number; cards: number; reminders: number; ends: string[] };

/** Plays so many random districts through and holds each to the rules; a broken one is named with how to replay it. */
export async function runCases(count: number, seed: number): Promise<Outcome> {
  const stage = await openStage();
  const totals = { cards: 0, reminders: 0 };
  try {
    const property = fc.asyncProperty(cases, async (one) => {
      const played = await play(stage, one);
      totals.cards += played.rang.length;
      totals.reminders += played.rang.reduce((sum, { items }) => sum + items.length, 0);
      const broken = judge(one, played);
      if (broken.length > 0) throw new Error(broken.slice(0, 4).join("\n"));
    });
    const details = await fc.check(property, { numRuns: count, seed, endOnFailure: true });
    const ends = details.failed
      ? [`${String(details.errorInstance)} (seed ${seed}, path ${details.counterexamplePath})`]
      : [];
    return { cases: details.numRuns, seed, ...totals, ends };
  } finally {
    await stage.close();
  }
}
