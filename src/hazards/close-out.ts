import { shortCode } from "../campaign/numbers.ts";
import { mayActFor } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { show } from "../jobs/show.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { mustBeOffice } from "./rights.ts";
import { getHazard, saveHazard } from "./store.ts";
import { closeOut } from "./verification.ts";

/** H9, major: the office strikes it off. */
export async function closeOutHazard(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const before = await getHazard(turn, { id, rev });
  mustBeOffice(by, "确认销号");
  if (mayActFor(by, before.leadUnit, ["lead", "deputy", "liaison"])) {
    throw new Refusal("这是您本单位的隐患，请由办公室其他人员确认");
  }
  const after = closeOut(before, by.id, turn);
  await saveHazard(turn, before, after, { by: by.id, act: "hazard.closeout", words: "销号确认" });
  show(turn, "queue:office");
  return { toast: `${shortCode("hazard", before.number)}已销号` };
}
