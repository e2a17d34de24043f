import type { RefuseForm } from "../../cards/hazard-forms.ts";
import { unitName } from "../campaign/definition.ts";
import { officePeople } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { nudge } from "../jobs/outbox.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { refuse } from "./life.ts";
import { mustSpeakFor } from "./rights.ts";
import { getHazard, saveHazard } from "./store.ts";

/** H4: not ours; why, and whose it is. The office assigns anew. */
export async function refuseHazard(
  turn: Turn,
  { by, id, rev, form }: CardReply<RefuseForm>,
): Promise<Answer> {
  const before = await getHazard(turn, { id, rev });
  mustSpeakFor(turn, by, before);
  if (!turn.campaign.units.some(({ key }) => key === form.rightUnit)) throw new Refusal("请选应归单位");
  const reason = `${form.reason}（应归${unitName(turn.campaign, form.rightUnit)}）`;
  const after = refuse(before, reason);
  await saveHazard(turn, before, after, { by: by.id, act: "hazard.refuse", words: `退回：${reason}` });
  for (const { id: person } of await officePeople(turn)) {
    await nudge(turn, person, "queue:office", `refused:${id}:${after.timesRefused}`);
  }
  return { toast: "已退回，由办公室重新交办" };
}
