import { isDirector, officePeople } from "../campaign/people.ts";
import { addDays, dayOf, instantOf } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import type { Job } from "../jobs/schedule.ts";
import type { Turn } from "../turn.ts";
import { freezeScore } from "./acts.ts";
import { mayDecide } from "./objections.ts";
import type { Objection } from "./score.ts";
import { getScore, publishedScores, sharesOf, subjectOf, type ScoreRow } from "./store.ts";

/** Each morning while units may object: reminds the office of its answers, and freezes what nobody objects to any more. */
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
      fire: (opened: Turn) => lookAfter(opened, score),
    })),
  );
};

/** Asked of the rows as they are when it is done: an objection may have come in between. */
async function lookAfter(turn: Turn, { id }: ScoreRow): Promise<void> {
  const score = await getScore(turn, { id });
  if (score.state !== "published") return;
  const waiting = (await sharesOf(turn, score)).filter(({ isObjecting }) => isObjecting);
  if (waiting.length > 0) return remind(turn, waiting);
  if (score.objectBy !== null && turn.today > score.objectBy) await freezeScore(turn, score, null);
}

/** The queue's ages grow with the days; an answer due today is asked for once more, one that is late is the director's, who hears it once. */
async function remind(turn: Turn, waiting: readonly ScoreRow[]): Promise<void> {
  show(turn, "queue:office");
  const office = await officePeople(turn);
  for (const share of waiting) {
    const { objection } = share;
    const step = objection && stepOf(turn, objection);
    if (!step) continue;
    const key = `${step}:${objection.decideBy}`;
    if (step === "late") show(turn, subjectOf(share));
    for (const person of office) {
      const isTheirs = step === "late" ? isDirector(person) : await mayDecide(turn, person, share);
      if (isTheirs) await post(turn, { person: person.id }, subjectOf(share), { key });
    }
  }
}

/** Late from the next working morning on, whichever of them the bot is there for. */
function stepOf({ today, calendar }: Turn, { decideBy }: Objection): "due" | "late" | null {
  if (decideBy === today) return "due";
  return calendar.addWorkdays(decideBy, 1) <= today ? "late" : null;
}
