import { unitName } from "../campaign/definition.ts";
import { Refusal } from "../errors.ts";
import { urge } from "../seats/urge.ts";
import { workers } from "../seats/workers.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { mustDecide } from "./rights.ts";
import { getTask, subjectOf } from "./store.ts";
import { isOpen } from "./task.ts";

export const URGE = "task.urge";

/** 催办 of a unit about a report that it owes. */
export async function urgeTask(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const task = await getTask(turn, { id, rev });
  mustDecide(by, task, "催办");
  const whom = unitName(turn.campaign, task.unit);
  if (!isOpen(task) || task.state === "submitted") throw new Refusal(`${whom}已经报送，不用催办`);
  return urge(turn, by, { subject: subjectOf(task), act: URGE, whom, people: await workers(turn, task) });
}
