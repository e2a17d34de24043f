import { post } from "../jobs/outbox.ts";
import { workers } from "../seats/workers.ts";
import type { Turn } from "../turn.ts";
import { subjectOf } from "./store.ts";
import type { Task } from "./task.ts";

/** Sends the task's card anew to those who owe it: something was decided that they must know. Answers when it rings. */
export async function ringUnit(turn: Turn, task: Task, key: string): Promise<Date> {
  let rings = turn.now;
  for (const { id: person } of await workers(turn, task)) {
    rings = await post(turn, { person }, subjectOf(task), { key });
  }
  return rings;
}
