import { shortDay } from "../dates.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import type { Ledger } from "./paper.ts";
import { openReport } from "./report-ledger.ts";
import { mustActForUnit } from "./rights.ts";
import { getTask, saveTask } from "./store.ts";
import { sign } from "./task.ts";

/** A unit signs for its task, and its report opens. */
export async function signTask(
  turn: Turn,
  { by, id, rev }: CardReply,
  ledger: Ledger | null,
): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const after = sign(before, by.id, turn);
  const signed = await saveTask(turn, before, after, { by: by.id, act: "task.sign", words: "签收" });
  await openReport(turn, signed, ledger);
  return { toast: `已签收，${shortDay(after.dueOn)}前报送` };
}
