import { shortDay } from "../dates.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { mustActForUnit } from "./rights.ts";
import { getTask, saveTask } from "./store.ts";
import { sign } from "./task.ts";

/** A unit signs for its task. */
export async function signTask(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const after = sign(before, by.id, turn);
  await saveTask(turn, before, after, { by: by.id, act: "task.sign", words: "签收" });
  return { toast: `已签收，${shortDay(after.dueOn)}前报送` };
}
