import { shortDay, type Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { notLower } from "./lowered.ts";
import { isHanded, type Moment, type Task } from "./task.ts";

/** What a unit added after handing in. */
export type Supplement = { on: Day; by: string; text: string };

/** A report is due before its phase ends and cannot cover the whole of it: additions are taken until the later of both. */
export const supplementUntil = ({ dueOn }: Pick<Task, "dueOn">, phaseEnds: Day): Day =>
  dueOn > phaseEnds ? dueOn : phaseEnds;

/** The last day on which something may be added; `null` when nothing may be. */
export const mayAddUntil = (task: Task, phaseEnds: Day, today: Day): Day | null => {
  const until = supplementUntil(task, phaseEnds);
  return isHanded(task) && today <= until ? until : null;
};

export type Addition = { figures: Record<string, number | null>; text: string };

/** Adds figures and words after handing in; what was reported stays as it was frozen (RULES §7). */
export function supplement(
  task: Task,
  by: string,
  { figures, text }: Addition,
  until: Day,
  moment: Pick<Moment, "today"> & { labels: Record<string, string> },
): Task {
  const { today, labels } = moment;
  if (!isHanded(task)) throw new Refusal("报送以后才用补充，现在请直接填报");
  if (today > until) throw new Refusal(`补充到${shortDay(until)}为止，本阶段的数已封存`);
  const given = Object.fromEntries(
    Object.entries(figures).filter(
      (entry): entry is [string, number] => entry[1] !== null && entry[1] !== task.figures[entry[0]],
    ),
  );
  if (!text && Object.keys(given).length === 0) throw new Refusal("还没有补充：请改累计数，或写补充说明");
  return {
    ...task,
    figures: { ...task.figures, ...notLower(task, given, labels) },
    supplements: [...(task.supplements ?? []), { on: today, by, text }],
    askedLower: null,
  };
}
