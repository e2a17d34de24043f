import { historyInWords, record, type History } from "../campaign/history.ts";
import { Refusal } from "../errors.ts";
import { claimOccurrence, wasClaimed } from "../jobs/occurrences.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, Person, Turn } from "../turn.ts";

type Urged = { subject: string; act: string; whom: string; people: readonly Person[] };

/** 催办: beside the ladder the office rings whoever owes something, once a day, in working hours and within their budget. */
export async function urge(turn: Turn, by: Person, { subject, act, whom, people }: Urged): Promise<Answer> {
  if (people.length === 0) throw new Refusal(`${whom}现在没有人可催。请先补席位，发“名册”可查看`);
  const { tx, district: districtId, today, now } = turn;
  const once = { districtId, kind: "urge", occursOn: today, key: subject, firedAt: now };
  if (!(await claimed(tx, once))) throw new Refusal("今天已催办过，一天只催一次");
  record(turn, { subject, by: by.id, act, words: "催办" });
  // Whoever else has its card sees it in the history.
  show(turn, subject);
  let rings = now;
  for (const { id: person } of people)
    rings = await post(turn, { person }, subject, { key: `urged:${today}` });
  return { toast: toldAt(`已催办${whom}`, rings, turn) };
}

/** Of two that press at one moment the other is told. */
const claimed = (...asked: Parameters<typeof claimOccurrence>): Promise<boolean> =>
  claimOccurrence(...asked).catch((error: unknown) => {
    if (wasClaimed(error)) return false;
    throw error;
  });

/** Who urged and when, until something is done after it. */
export const urgedIn = ({ newest: [last] }: History, act: string, zone: string): string | null =>
  last?.act === act ? historyInWords(last, zone) : null;
