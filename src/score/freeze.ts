import { addDays, dayOf, instantOf } from "../dates.ts";
import type { Job } from "../jobs/schedule.ts";
import type { Turn } from "../turn.ts";
import { freezeScore } from "./acts.ts";
import { getScore, publishedScores, sharesOf, type ScoreRow } from "./store.ts";

/** Freezes what nobody objects to any more: on the morning after the last day for it, or any later one. */
export const freezeScores: Job = async (turn, from, to) => {
  const { reminders, district } = turn.campaign;
  const published = await publishedScores(turn);
  const mornings: { on: string; at: Date }[] = [];
  const last = dayOf(to, district.timezone);
  for (let on = dayOf(from, district.timezone); on <= last; on = addDays(on, 1)) {
    const at = instantOf(on, reminders.at, district.timezone);
    if (at > from && at <= to) mornings.push({ on, at });
  }
  return published.flatMap((score) =>
    mornings.map(({ on, at }) => ({
      kind: "score",
      on,
      key: score.id,
      at,
      fire: (opened: Turn) => freezeIfOver(opened, score),
    })),
  );
};

/** Asked of the rows as they are when it is done: an objection may have come in between. */
async function freezeIfOver(turn: Turn, { id }: ScoreRow): Promise<void> {
  const score = await getScore(turn, { id });
  const waits = (await sharesOf(turn, score)).some(({ isObjecting }) => isObjecting);
  const isOver = score.objectBy !== null && turn.today > score.objectBy;
  if (score.state === "published" && isOver && !waits) await freezeScore(turn, score, null);
}
