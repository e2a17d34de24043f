import type { Calendar } from "../campaign/calendar.ts";
import { stepsOf } from "../campaign/moved.ts";
import type { Push } from "../campaign/plan.ts";
import { markOf } from "../jobs/marks.ts";
import { claimOccurrence, OccurrenceTable } from "../jobs/occurrences.ts";
import type { Turn } from "../turn.ts";
import type { Owed } from "./items.ts";
import { owedItems } from "./waiting.ts";

/** Up to which morning everybody has been told. */
export const chasedMark = (campaign: string): string => `chase:${campaign}`;

const KIND = "told";
/** A step counts towards one day: when that is moved, its ladder begins anew. */
const nameOf = (subject: string, step: string): string => `${subject}|${step}`;

/** After a holiday notice: a step that was told by the old calendar, and by the new one still lies ahead, is not told twice. */
export async function keepTold(turn: Turn, before: Calendar): Promise<void> {
  const { tx, district: districtId, campaign, calendar, now } = turn;
  const told = await markOf(tx, districtId, chasedMark(campaign.key));
  if (!told) return;
  const old = new Map(
    (await owedItems({ ...turn, calendar: before })).map((each) => [each.subject, each.due]),
  );
  for (const { subject, due } of await owedItems(turn)) {
    const was = old.get(subject);
    const past = was ? stepsOf(campaign, before, was) : new Map<string, Push>();
    for (const [step, { at }] of stepsOf(campaign, calendar, due)) {
      const known = past.get(step);
      if (!known || known.at > told || at <= told) continue;
      const run = { districtId, kind: KIND, occursOn: due.dueOn, key: nameOf(subject, step), firedAt: now };
      await claimOccurrence(tx, run);
    }
  }
}

/** The pushes of steps that were not told before a notice moved them. */
export async function notToldYet(
  { tx, district: districtId }: Turn,
  pushes: readonly Push[],
  owed: ReadonlyMap<string, Owed>,
): Promise<Push[]> {
  const rows = await tx.getRepository(OccurrenceTable).findBy({ districtId, kind: KIND });
  const told = new Set(rows.map(({ occursOn, key }) => `${occursOn} ${key}`));
  return pushes.filter(
    ({ subject, step }) => !told.has(`${owed.get(subject)?.due.dueOn} ${nameOf(subject, step)}`),
  );
}
