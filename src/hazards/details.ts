import type { DetailsForm } from "../../cards/hazard-office.ts";
import { unitName } from "../campaign/definition.ts";
import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { complete } from "./life.ts";
import { move } from "./move.ts";

/** RULES §5.4: the office adds who helps, and the official system's number. */
export async function completeHazard(turn: Turn, reply: CardReply<DetailsForm>): Promise<Answer> {
  const { form } = reply;
  const { campaign } = turn;
  if (!form.helpUnits.every((unit) => campaign.units.some(({ key }) => key === unit))) {
    throw new Refusal("请选配合单位");
  }
  const helping = form.helpUnits.map((unit) => unitName(campaign, unit)).join("、");
  const words = `补充信息：${[helping && `配合单位${helping}`, form.officialNo && `系统编号${form.officialNo}`].filter(Boolean).join("，") || "无"}`;
  await move(
    turn,
    reply,
    "details",
    (hazard) => complete(hazard, form),
    () => words,
  );
  return { toast: "已补充信息" };
}
