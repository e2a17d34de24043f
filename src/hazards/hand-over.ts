import type { ReasonForm } from "../../cards/hazard-plan.ts";
import type { UnitReasonForm } from "../../cards/hazard-transfer.ts";
import { unitName } from "../campaign/definition.ts";
import { peopleByIds } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { getHazard } from "./store.ts";
import { clearQueue, move, queueFor, ring, speakersOf, unitPeople } from "./move.ts";
import { isTwiceDeclined, declineTransfer, offerTransfer, reassign, takeTransfer } from "./transfer.ts";

function mustKnowUnit({ campaign }: Turn, unit: string): void {
  if (!campaign.units.some(({ key }) => key === unit)) throw new Refusal("请选单位");
}

/** H15: offered to another unit, which is asked. */
export async function offerHazard(turn: Turn, reply: CardReply<UnitReasonForm>): Promise<Answer> {
  const { by, form } = reply;
  mustKnowUnit(turn, form.unit);
  const asked = { to: form.unit, reason: form.reason };
  const name = unitName(turn.campaign, form.unit);
  const kept = await move(
    turn,
    reply,
    "transfer.offer",
    (hazard) => offerTransfer(hazard, by.id, asked, turn),
    () => `提出移交${name}：${form.reason}`,
  );
  const people = await speakersOf(turn, form.unit);
  return ring(turn, kept, people, { done: `已提出移交${name}`, by, key: "transfer" });
}

/** H15: taken; both units are told. */
export async function takeHazard(turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> {
  const { by } = reply;
  const before = await getHazard(turn, reply);
  const old = await unitPeople(turn, before);
  const kept = await move(turn, reply, "transfer.take", takeTransfer);
  return ring(turn, kept, [...old, ...(await unitPeople(turn, kept))], {
    done: "已接收",
    by,
    key: "transfer",
  });
}

/** H15: not taken; after the second time the office rules. */
export async function declineHazard(turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> {
  const { by, form } = reply;
  const words = () => `不接收移交：${form.reason}`;
  const kept = await move(
    turn,
    reply,
    "transfer.decline",
    (hazard) => declineTransfer(hazard, form.reason, turn),
    words,
  );
  if (isTwiceDeclined(kept)) await queueFor(turn, kept, "ruling");
  const offered = await peopleByIds(turn, kept.transfer ? [kept.transfer.by] : []);
  return ring(turn, kept, offered, { done: "已答复不接收", by, key: "transfer" });
}

/** The office gives it to another unit; the one before is told. */
export async function reassignHazard(turn: Turn, reply: CardReply<UnitReasonForm>): Promise<Answer> {
  const { by, form } = reply;
  mustKnowUnit(turn, form.unit);
  const before = await getHazard(turn, reply);
  const old = await unitPeople(turn, before);
  const name = unitName(turn.campaign, form.unit);
  const kept = await move(
    turn,
    reply,
    "reassign",
    (hazard) => reassign(hazard, form.unit, form.reason),
    () => `改派${name}：${form.reason}`,
  );
  clearQueue(turn);
  const people = [...old, ...(await speakersOf(turn, form.unit))];
  return ring(turn, kept, people, { done: `已改派${name}`, by, key: "reassigned" });
}
