import { TypedForm } from "../../cards/registration.ts";
import { newRowId } from "../db/ids.ts";
import { Refusal } from "../errors.ts";
import { draftBy, draftOf, draftSubject, keepDraft, overTyped } from "../hazards/draft.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";

const INTENT = 70;

/** Sends the registration card (H1, RULES §4): a blank one, or what was begun and not registered. */
export async function sendRegistration(turn: Turn, by: Person): Promise<void> {
  if (by.seats.length === 0) throw new Refusal("登记隐患需要在名册里有席位，请联系系统管理员");
  const begun = await draftOf(turn, by.id);
  const subject = draftSubject(begun?.id ?? newRowId(turn.now));
  const key = `asked:${turn.source}`.slice(0, INTENT);
  await post(turn, { person: by.id }, subject, { key, own: true, priority: 0 });
}

/** The button on a task card. */
export async function openRegistration(turn: Turn, { by }: CardReply): Promise<Answer> {
  await sendRegistration(turn, by);
  return { toast: "登记卡片已发在最下面", tone: "info" };
}

/** A refused registration undid its turn: what was typed is kept all the same, and comes back for fourteen days. */
export async function keepTyped(turn: Turn, by: Person, subject: string, sent: unknown): Promise<void> {
  const [kind = "", id = ""] = subject.split(":");
  const read = TypedForm.safeParse(sent);
  if (kind !== "register" || !read.success) return;
  const draft = await draftBy(turn, id, by.id);
  if (draft.step !== "form") return;
  await keepDraft(turn, { ...draft, typed: overTyped(draft, read.data) });
}
