import { z } from "zod";
import { code } from "../campaign/numbers.ts";
import { addDays, dayOf, instantOf, type Day } from "../dates.ts";
import { ask } from "../db/ask.ts";
import { subjectOf, tasksOf } from "../tasks/store.ts";
import type { Task } from "../tasks/task.ts";
import type { Turn } from "../turn.ts";
import { At, Details, zoneOf } from "./history-columns.ts";
import type { Span } from "./line.ts";
import type { Returned, TaskFacts } from "./task-lines.ts";

/** The unit's tasks as its score looks at them: whatever happened after the scored days is not seen. */
export async function taskFacts(turn: Turn, unit: string, { last }: Span): Promise<TaskFacts[]> {
  const tasks = await tasksOf(turn, [unit]);
  const deeds = await deedsOf(turn, tasks, instantOf(addDays(last, 1), "00:00", zoneOf(turn)));
  const on = (at: Date | null): Day | null => at && dayOf(at, zoneOf(turn));
  return tasks.map((task) => ({
    subject: subjectOf(task),
    code: code("task", task.year, task.number),
    title: task.title,
    issuedOn: dayOf(task.issuedAt, zoneOf(turn)),
    wantedOn: task.movedTo ?? task.dueOn,
    signedOn: on(task.signedAt),
    handedOn: on(task.firstSubmittedAt),
    isCancelled: task.state === "cancelled",
    returns: returnsIn(
      turn,
      deeds.filter(({ subject }) => subject === subjectOf(task)),
    ),
  }));
}

const Done = z.object({ subject: z.string(), act: z.string(), at: At, details: Details });
type Done = z.infer<typeof Done>;

const deedsOf = async (turn: Turn, tasks: readonly Task[], end: Date): Promise<Done[]> =>
  tasks.length === 0
    ? []
    : ask(
        turn.tx,
        `SELECT y.subject AS subject, y.act AS act, y.at AS at, y.details AS details FROM history y
          WHERE y.district_id = :district AND y.subject IN (:...subjects)
          AND y.act IN ('task.return', 'task.move', 'task.handin') AND y.at < :end ORDER BY y.id`,
        { district: turn.district, subjects: tasks.map(subjectOf), end },
        Done,
      );

const dayIn = (details: Done["details"], key: string): Day | null => {
  const day = details?.[key];
  return typeof day === "string" ? day : null;
};

/** Each return with its new day, as the office moved it since, and when the report came again. */
function returnsIn(turn: Turn, deeds: readonly Done[]): Returned[] {
  const returns: Returned[] = [];
  for (const { act, at, details } of deeds) {
    const on = dayOf(at, zoneOf(turn));
    const open = returns.at(-1);
    if (act === "task.return") returns.push({ on, wantedOn: dayIn(details, "newDueOn"), handedOn: null });
    else if (open?.handedOn === null) {
      if (act === "task.move") open.wantedOn = dayIn(details, "to");
      else open.handedOn = on;
    }
  }
  return returns;
}
