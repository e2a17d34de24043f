import { newRowId } from "../db/ids.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";

/** Sends a blank registration card (H1, RULES §4). */
export async function sendRegistration(turn: Turn, by: Person): Promise<void> {
  if (by.seats.length === 0) throw new Refusal("登记隐患需要在名册里有席位，请联系系统管理员");
  const subject = `register:${newRowId(turn.now)}`;
  await post(turn, { person: by.id }, subject, { key: "blank", own: true, priority: 0 });
}

/** The button on a task card. */
export async function openRegistration(turn: Turn, { by }: CardReply): Promise<Answer> {
  await sendRegistration(turn, by);
  return { toast: "登记卡片已发在最下面", tone: "info" };
}
