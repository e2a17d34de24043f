import type { UpdateForm } from "../../cards/hazard-forms.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { freshFiles, progressInWords } from "./fresh.ts";
import { update } from "./life.ts";
import { mustRectify } from "./rights.ts";
import { getHazard, saveHazard } from "./store.ts";

/** H6: how far the rectification is. */
export async function updateHazard(
  turn: Turn,
  { by, id, rev, form }: CardReply<UpdateForm>,
): Promise<Answer> {
  const before = await getHazard(turn, { id, rev });
  mustRectify(turn, by, before);
  const after = update(before, form, await freshFiles(turn, before));
  const words = form.progress ? progressInWords(form.progress) : "更新整改";
  await saveHazard(turn, before, after, { by: by.id, act: "hazard.update", words, details: form });
  return { toast: "已更新整改" };
}
