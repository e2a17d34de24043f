import type { PenaltyForm, ReferForm } from "../../cards/hazard-enforcement.ts";
import type { ReasonForm } from "../../cards/hazard-plan.ts";
import { unitName } from "../campaign/definition.ts";
import { peopleByIds } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { declineReferral, execute, recordPenalty, refer, takeReferral } from "./enforcement.ts";
import { getHazard } from "./store.ts";
import { move, ring, speakersOf, unitPeople } from "./move.ts";

/** E1: referred to the body that may enforce. */
export async function referHazard(turn: Turn, reply: CardReply<ReferForm>): Promise<Answer> {
  const { by, form } = reply;
  if (!turn.campaign.units.some(({ key }) => key === form.body)) throw new Refusal("请选接收单位");
  const name = unitName(turn.campaign, form.body);
  const kept = await move(
    turn,
    reply,
    "refer",
    (hazard) => refer(hazard, by.id, form, turn),
    () => `移送${name}：${form.facts}`,
  );
  return ring(turn, kept, await speakersOf(turn, form.body), { done: `已移送${name}`, by, key: "referred" });
}

/** Who referred it is told the answer. */
async function referrer(turn: Turn, { id }: CardReply<unknown>): Promise<Person[]> {
  const { enforcement } = await getHazard(turn, { id });
  return peopleByIds(turn, enforcement ? [enforcement.by] : []);
}

/** E1: taken up. */
export async function takeHazardReferral(turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> {
  const { by } = reply;
  const people = await referrer(turn, reply);
  const kept = await move(turn, reply, "refer.take", (hazard) => takeReferral(hazard, turn));
  return ring(turn, kept, people, { done: "已受理", by, key: "referral" });
}

/** E1: sent back with the reason. */
export async function declineHazardReferral(turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> {
  const { by, form } = reply;
  const people = await referrer(turn, reply);
  const kept = await move(
    turn,
    reply,
    "refer.decline",
    (hazard) => declineReferral(hazard, form.reason),
    () => `退回移送：${form.reason}`,
  );
  return ring(turn, kept, people, { done: "已退回移送", by, key: "referral" });
}

/** E2: a penalty is on record; the rectification goes on. */
export async function penalizeHazard(turn: Turn, reply: CardReply<PenaltyForm>): Promise<Answer> {
  const { by, form } = reply;
  const amount = form.amount === null ? "" : `，${form.amount}元`;
  const kept = await move(
    turn,
    reply,
    "penalty",
    (hazard) => recordPenalty(hazard, form, turn),
    () => `${form.kind}：${form.number}${amount}`,
  );
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已登记处罚", by, key: "penalty" });
}

/** E2: carried out. */
export async function executePenalty(turn: Turn, reply: CardReply): Promise<Answer> {
  await move(turn, reply, "execute", execute);
  return { toast: "已登记执行完毕" };
}
