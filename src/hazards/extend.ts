import type { DecideHazardForm, ExtendHazardForm } from "../../cards/hazard-extension.ts";
import { shortDay } from "../dates.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { extend, grantExtension, limitsOf, refuseExtension } from "./extension.ts";
import { isMajor, type Hazard } from "./hazard.ts";
import { clearQueue, headsOf, move, queueFor, ring, unitPeople } from "./move.ts";

const limits = ({ calendar, campaign }: Turn, hazard: Hazard) => limitsOf(hazard, calendar, campaign.hazards);

/** X1: the unit asks for more time; its head decides, of a major hazard the office. */
export async function extendHazard(turn: Turn, reply: CardReply<ExtendHazardForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "extend",
    (hazard) => extend(hazard, by.id, form, limits(turn, hazard), turn),
    () => `申请延至${shortDay(form.until)}：${form.cause}`,
  );
  if (!isMajor(kept)) {
    return ring(turn, kept, await headsOf(turn, kept), { done: "已申请延期", by, key: "extend" });
  }
  await queueFor(turn, kept, "extend");
  return { toast: "已申请延期，由办公室审批" };
}

/** X2: granted. */
export async function grantHazardExtension(turn: Turn, reply: CardReply<DecideHazardForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "extend.grant",
    (hazard) => grantExtension(hazard, by.id, form, limits(turn, hazard), turn),
    () => `同意延至${shortDay(form.until)}`,
  );
  clearQueue(turn);
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已同意延期", by, key: "extend" });
}

/** X2: not granted. */
export async function refuseHazardExtension(turn: Turn, reply: CardReply<DecideHazardForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "extend.refuse",
    (hazard) => refuseExtension(hazard, by.id, form.reason),
    () => `不同意延期：${form.reason}`,
  );
  clearQueue(turn);
  return ring(turn, kept, await unitPeople(turn, kept), { done: "未同意延期", by, key: "extend" });
}
