import { show } from "../jobs/show.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { withdraw } from "./life.ts";
import { mustRectify } from "./rights.ts";
import { getHazard, saveHazard } from "./store.ts";

/** H11: the lead unit takes its request back before anybody has verified. */
export async function withdrawRequest(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const before = await getHazard(turn, { id, rev });
  mustRectify(turn, by, before);
  await saveHazard(turn, before, withdraw(before), { by: by.id, act: "hazard.withdraw", words: "撤回申请" });
  show(turn, "queue:office");
  return { toast: "已撤回申请，继续整改" };
}
