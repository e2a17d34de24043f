import type { CancelForm } from "../../cards/task-office.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { mustDecide } from "./rights.ts";
import { getTask, saveTask } from "./store.ts";
import { cancel } from "./task.ts";
import { ringUnit } from "./tell.ts";

/** T6: the office calls a task off; everybody who got its card is told. */
export async function cancelTask(turn: Turn, { by, id, rev, form }: CardReply<CancelForm>): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustDecide(by, before, "撤销任务");
  const deed = { by: by.id, act: "task.cancel", words: `撤销：${form.reason}` };
  const after = await saveTask(turn, before, cancel(before, form.reason), deed);
  show(turn, "queue:office");
  const rings = await ringUnit(turn, after, `cancelled:${after.version}`);
  return { toast: toldAt("已撤销", rings, turn) };
}
