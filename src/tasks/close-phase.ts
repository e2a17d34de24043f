import { record } from "../campaign/history.ts";
import { phaseOf } from "../campaign/plan.ts";
import type { Duty } from "../campaign/definition.ts";
import { addDays, instantOf } from "../dates.ts";
import { show } from "../jobs/show.ts";
import type { Job, Occurrence } from "../jobs/schedule.ts";
import type { Turn } from "../turn.ts";
import { keepClosing, subjectOf, tasksFor } from "./store.ts";
import { supplementUntil } from "./supplement.ts";

/** A phase is over: the figures of its duties are kept as they stand, beside those that were reported (RULES §7). */
export const closePhases: Job = (turn, from, to) => {
  const { campaign } = turn;
  const runs = campaign.duties.flatMap((duty): Occurrence[] => {
    const last = supplementUntil({ dueOn: duty.due }, phaseOf(campaign, duty).due);
    const at = instantOf(addDays(last, 1), "00:00", campaign.district.timezone);
    if (at <= from || at > to) return [];
    return [{ kind: "phase_end", on: last, key: duty.key, at, fire: (opened) => freeze(opened, duty) }];
  });
  return Promise.resolve(runs);
};

async function freeze(turn: Turn, duty: Duty): Promise<void> {
  const kept = await keepClosing(turn, duty.key);
  for (const task of await tasksFor(turn, duty.key)) show(turn, subjectOf(task));
  const words = `阶段结束，封存${kept}家的累计数`;
  record(turn, { subject: `duty:${duty.key}`, by: null, act: "duty.close", words });
}
