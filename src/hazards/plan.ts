import type { AssessForm, PlanForm, ReasonForm } from "../../cards/hazard-plan.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { approvePlan, assess, handInPlan, returnPlan } from "./major.ts";
import { headsOf, move, ring, unitPeople } from "./move.ts";

/** H5: the six items go to the unit's lead. */
export async function planHazard(turn: Turn, reply: CardReply<PlanForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(turn, reply, "plan", (hazard) => handInPlan(hazard, by.id, form, turn));
  return ring(turn, kept, await headsOf(turn, kept), { done: "已报送方案", by, key: "plan" });
}

/** H5: the lead approves. */
export async function approveHazardPlan(turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> {
  const { by } = reply;
  const kept = await move(turn, reply, "plan.approve", (hazard) => approvePlan(hazard, by.id, turn));
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已批准方案", by, key: "plan" });
}

/** The lead wants it otherwise. */
export async function returnHazardPlan(turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "plan.return",
    (hazard) => returnPlan(hazard, by.id, form.reason),
    () => `退改方案：${form.reason}`,
  );
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已退改方案", by, key: "plan" });
}

/** RULES §5.5: the assessment after the work. */
export async function assessHazard(turn: Turn, reply: CardReply<AssessForm>): Promise<Answer> {
  const { form } = reply;
  const words = () => `评估：${form.conclusion}`;
  await move(turn, reply, "assess", (hazard) => assess(hazard, form, turn), words);
  return { toast: "已登记评估" };
}
