import { handingCard, type NotTakenForm, type OfferForm } from "../../cards/handing.ts";
import { record } from "../campaign/history.ts";
import { namesOf } from "../campaign/people.ts";
import { newRowId } from "../db/ids.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import { accept, decline, mustHandOn, offer, withdraw, type Handing } from "../seats/handing.ts";
import { addHanding, getHanding, saveHanding, waitingHanding } from "../seats/handing-store.ts";
import { seatsInWords, sittersOf } from "../seats/people.ts";
import type { Answer, CardReply, Draw, Turn } from "../turn.ts";
import { giveWork, readWork } from "./work.ts";

/** 转办 on a task's or hazard's card: a card of its own asks to whom. */
export const openHandOn =
  (kind: "task" | "hazard") =>
  async (turn: Turn, { by, id }: CardReply): Promise<Answer> => {
    const subject = `${kind}:${id}`;
    const work = await readWork(turn, subject);
    mustHandOn(by, work);
    const handing: Handing = {
      id: newRowId(turn.now),
      subject,
      unit: work.unit,
      fromId: by.id,
      toId: null,
      note: "",
      state: "drafted",
      reason: "",
      at: turn.now,
      answeredAt: null,
    };
    await addHanding(turn, handing);
    await post(turn, { person: by.id }, `hand:${handing.id}`, { key: "blank", own: true, priority: 0 });
    return { toast: "转办卡片已发在最下面", tone: "info" };
  };

/** Offered to a colleague, who is told; nothing changes hands yet. */
export async function offerWork(turn: Turn, { by, id, form }: CardReply<OfferForm>): Promise<Answer> {
  const before = await getHanding(turn, id);
  const work = await readWork(turn, before.subject);
  mustHandOn(by, work);
  const to = (await sittersOf(turn, [work.unit])).find((each) => each.id === form.toId);
  const sent = { ...form, toName: to?.name ?? "", isColleague: to !== undefined };
  const waiting = (await waitingHanding(turn, before.subject)) !== null;
  const after = offer({ ...before, fromId: by.id }, sent, work, waiting, turn.now);
  await saveHanding(turn, before, after);
  const words = `转办给${sent.toName}${form.note ? `：${form.note}` : ""}`;
  changed(turn, after, by.id, "hand.offer", words);
  const rings = await post(turn, { person: form.toId }, `hand:${id}`, { key: "offered" });
  return { toast: toldAt(`已提出，等${sent.toName}答复`, rings, turn) };
}

function changed(turn: Turn, { id, subject }: Handing, by: string, act: string, words: string): void {
  record(turn, { subject, by, act, words });
  show(turn, subject);
  show(turn, `hand:${id}`);
}

/** Taken: cards and reminders go to the taker from now on. */
export async function acceptWork(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const before = await getHanding(turn, id);
  const after = accept(before, by.id, turn.now);
  await saveHanding(turn, before, after);
  const { subject } = after;
  await giveWork(turn, subject, by.id, { by: by.id, act: "hand.accept", words: `接办，执行人${by.name}` });
  show(turn, `hand:${id}`);
  await post(turn, { person: by.id }, subject, { key: `handed:${id}`, own: true, priority: 0 });
  return { toast: "已接办，卡片已发在最下面" };
}

/** Not taken: whoever gave it still has it, and hears why. */
export async function declineWork(turn: Turn, { by, id, form }: CardReply<NotTakenForm>): Promise<Answer> {
  const before = await getHanding(turn, id);
  const after = decline(before, by.id, form.reason, turn.now);
  await saveHanding(turn, before, after);
  changed(turn, after, by.id, "hand.decline", `不接办：${form.reason}`);
  const rings = await post(turn, { person: after.fromId }, `hand:${id}`, { key: "declined" });
  return { toast: toldAt("已答复，没有接办", rings, turn) };
}

/** Taken back before it was answered. */
export async function withdrawWork(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const before = await getHanding(turn, id);
  const after = withdraw(before, by.id, turn.now);
  await saveHanding(turn, before, after);
  changed(turn, after, by.id, "hand.withdraw", "撤回转办");
  return { toast: "已撤回，仍由原来的人办" };
}

/** An offer, for who gave it, for who may take it, and for whoever else holds a copy. */
export const drawHanding: Draw = async (turn, id, { person, form }) => {
  const handing = await getHanding(turn, id);
  const { state, fromId, toId, note, reason, subject, unit } = handing;
  const work = await readWork(turn, subject);
  const names = await namesOf(turn, [fromId, toId]);
  const others = (await sittersOf(turn, [unit])).filter((each) => each.id !== fromId);
  const reader = person?.id === toId ? "taker" : person?.id === fromId ? "giver" : "observer";
  const card = handingCard({
    id,
    title: work.title,
    code: work.code,
    reader,
    state,
    from: names.get(fromId) ?? "",
    to: (toId && names.get(toId)) || "",
    note,
    reason,
    colleagues: others.map((each) => ({
      value: each.id,
      text: `${each.name}（${seatsInWords(each.seats)}）`,
    })),
    form,
  });
  if (state === "drafted") return { card, form: others.length > 0 ? "hand.offer" : null };
  return { card, form: state === "offered" && reader === "taker" ? form : null };
};
