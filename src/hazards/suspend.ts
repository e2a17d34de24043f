import type { AskResumeForm, SuspendForm } from "../../cards/hazard-enforcement.ts";
import type { ReasonForm } from "../../cards/hazard-plan.ts";
import { holders } from "../campaign/people.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { clearQueue, headsOf, move, queueFor, ring, unitPeople } from "./move.ts";
import { askResume, refuseResume, resume, suspend } from "./suspension.ts";

/** U1: stopped; the unit's people and its head are told. */
export async function suspendHazard(turn: Turn, reply: CardReply<SuspendForm>): Promise<Answer> {
  const { by, form } = reply;
  const scope = form.scope === "full" ? "全部停产停业" : "局部停产停用";
  const kept = await move(
    turn,
    reply,
    "suspend",
    (hazard) => suspend(hazard, by.id, form, turn),
    () => `责令${scope}${form.number}：${form.reason}`,
  );
  const people = [...(await unitPeople(turn, kept)), ...(await headsOf(turn, kept))];
  return ring(turn, kept, people, { done: `已责令${scope}`, by, key: "suspended" });
}

/** U2: asked to go on; the office, and who enforces, review on site. */
export async function askHazardResume(turn: Turn, reply: CardReply<AskResumeForm>): Promise<Answer> {
  const { by, form } = reply;
  const words = () => `申请复产：${form.done}`;
  const kept = await move(
    turn,
    reply,
    "resume.ask",
    (hazard) => askResume(hazard, by.id, form.done, turn),
    words,
  );
  await queueFor(turn, kept, "resume");
  const body = kept.enforcement?.body;
  const enforcers = body && body !== kept.leadUnit ? await holders(turn, body, ["liaison", "inspector"]) : [];
  return ring(turn, kept, enforcers, { done: "已申请复产", by, key: "resume" });
}

/** U2: free to go on. */
export async function resumeHazard(turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> {
  const { by } = reply;
  const kept = await move(turn, reply, "resume", (hazard) => resume(hazard, by.id, turn));
  clearQueue(turn);
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已同意复产", by, key: "resume" });
}

/** U2: not yet. */
export async function refuseHazardResume(turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "resume.refuse",
    (hazard) => refuseResume(hazard, by.id, form.reason),
    () => `不同意复产：${form.reason}`,
  );
  clearQueue(turn);
  return ring(turn, kept, await unitPeople(turn, kept), { done: "未同意复产", by, key: "resume" });
}
