import { shortDay } from "../dates.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { sign } from "./life.ts";
import { mustSpeakFor } from "./rights.ts";
import { getHazard, saveHazard } from "./store.ts";

/** H3: the lead unit takes the hazard on. */
export async function signHazard(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const before = await getHazard(turn, { id, rev });
  mustSpeakFor(turn, by, before);
  await saveHazard(turn, before, sign(before), { by: by.id, act: "hazard.sign", words: "签收" });
  return { toast: before.dueOn ? `已签收，${shortDay(before.dueOn)}前整改` : "已签收" };
}
