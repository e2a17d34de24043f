import type {
  CloseDownForm,
  MergeForm,
  ProposeCloseDownForm,
  ReopenForm,
  VoidForm,
} from "../../cards/hazard-office.ts";
import { code, numberIn } from "../campaign/numbers.ts";
import { isOffice } from "../campaign/people.ts";
import { dayOf } from "../dates.ts";
import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { closeDown, merge, proposeCloseDown, reopen, voidHazard } from "./ending.ts";
import type { Hazard } from "./hazard.ts";
import { settleLookBack } from "./look-back.ts";
import { clearQueue, headsOf, move, queueFor, ring, unitPeople } from "./move.ts";
import { getHazard, hazardByNumber, saveHazard } from "./store.ts";

const closedOn = ({ campaign, today }: Turn, { closedAt }: Hazard) =>
  closedAt ? dayOf(closedAt, campaign.district.timezone) : today;

/** H12: opened again; the unit and its head are told. */
export async function reopenHazard(turn: Turn, reply: CardReply<ReopenForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "reopen",
    (hazard) => reopen(hazard, { ...form, closedOn: closedOn(turn, hazard) }, turn),
    () => `重新打开（${form.ground === "untrue" ? "销号不实" : "同一问题再次出现"}）：${form.finding}`,
  );
  await settleLookBack(turn, kept, by, form.finding);
  const people = [...(await unitPeople(turn, kept)), ...(await headsOf(turn, kept))];
  return ring(turn, kept, people, { done: "已重新打开", by, key: "reopened" });
}

/** H13: no hazard. */
export async function voidHazardByOffice(turn: Turn, reply: CardReply<VoidForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "void",
    (hazard) => voidHazard(hazard, form.reason),
    () => `作废：${form.reason}`,
  );
  clearQueue(turn);
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已作废", by, key: "voided" });
}

/** H13: into another, which takes over the older date. */
export async function mergeHazard(turn: Turn, reply: CardReply<MergeForm>): Promise<Answer> {
  const { by, form } = reply;
  const named = numberIn(form.into);
  if (!named) throw new Refusal("请填编号，例：2021-0012 或 12");
  const into = await hazardByNumber(turn, named.year, named.number);
  if (!into) throw new Refusal(`没有找到隐患 ${form.into}，请核对编号`);
  const target = code("hazard", into.year, into.number);
  const before = await getHazard(turn, reply);
  const { kept: taken } = merge(before, into, form.reason);
  const merged = await move(
    turn,
    reply,
    "merge",
    (hazard) => merge(hazard, into, form.reason).merged,
    () => `并入${target}：${form.reason}`,
  );
  const own = code("hazard", before.year, before.number);
  await saveHazard(turn, into, taken, { by: by.id, act: "hazard.merged", words: `并入${own}` });
  clearQueue(turn);
  return ring(turn, merged, await unitPeople(turn, merged), { done: `已并入${target}`, by, key: "merged" });
}

/** H14: to the office, for the joint meeting. */
export async function proposeHazardCloseDown(
  turn: Turn,
  reply: CardReply<ProposeCloseDownForm>,
): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "closedown.propose",
    (hazard) => proposeCloseDown(hazard, by.id, form.reason, turn),
    () => `提请关闭取缔：${form.reason}`,
  );
  if (isOffice(by)) clearQueue(turn);
  else await queueFor(turn, kept, "closedown");
  return { toast: "已提请关闭取缔" };
}

/** H14: the government's decision. */
export async function closeDownHazard(turn: Turn, reply: CardReply<CloseDownForm>): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "closedown",
    (hazard) => closeDown(hazard, form, turn),
    () => `关闭取缔：${form.decision}，${form.proof}`,
  );
  clearQueue(turn);
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已登记关闭取缔", by, key: "closed-down" });
}
