import type { LiftForm, ListForm, ProposeListingForm, PublishForm } from "../../cards/hazard-listing.ts";
import { isOffice, mayActFor } from "../campaign/people.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { lift, list, proposeListing, publish } from "./listing.ts";
import { clearQueue, move, queueFor, ring, unitPeople } from "./move.ts";

const isConvener = (by: Person): boolean => mayActFor(by, "meeting", ["chief_convener", "convener"]);

/** L1: put forward; the office takes it to a convener. */
export async function proposeHazardListing(
  turn: Turn,
  reply: CardReply<ProposeListingForm>,
): Promise<Answer> {
  const { by, form } = reply;
  const kept = await move(
    turn,
    reply,
    "list.propose",
    (hazard) => proposeListing(hazard, by.id, form, turn),
    () => `提请${form.level}挂牌督办：${form.reason}`,
  );
  if (isOffice(by)) clearQueue(turn);
  else await queueFor(turn, kept, "listing");
  return { toast: "已提请挂牌督办" };
}

/** L2: listed by a convener, or by the minute that the office writes down. */
export async function listHazard(turn: Turn, reply: CardReply<ListForm>): Promise<Answer> {
  const { by, form } = reply;
  const decided = { ...form, isConvener: isConvener(by) };
  const kept = await move(
    turn,
    reply,
    "list",
    (hazard) => list(hazard, decided, turn),
    () => `挂牌督办${form.number}${form.minute ? `，${form.minute}` : ""}`,
  );
  await queueFor(turn, kept, "listed");
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已挂牌督办", by, key: "listed" });
}

/** L3: lifted at the same level. */
export async function liftHazard(turn: Turn, reply: CardReply<LiftForm>): Promise<Answer> {
  const { by, form } = reply;
  const decided = { ...form, isConvener: isConvener(by) };
  const words = () => `摘牌${form.minute ? `，${form.minute}` : ""}`;
  const kept = await move(turn, reply, "lift", (hazard) => lift(hazard, decided, turn), words);
  await queueFor(turn, kept, "lifted");
  return ring(turn, kept, await unitPeople(turn, kept), { done: "已摘牌", by, key: "lifted" });
}

/** L2, L3: made public. */
export async function publishListing(turn: Turn, reply: CardReply<PublishForm>): Promise<Answer> {
  const { form } = reply;
  const words = () => `登记公布：${form.on}`;
  await move(turn, reply, "publish", (hazard) => publish(hazard, form.on, turn), words);
  clearQueue(turn);
  return { toast: "已登记公布" };
}
