import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { digestOf, latestDigests } from "./store.ts";

/** Sends the list behind a figure to whoever asked, and to nobody else. */
export async function sendList(
  turn: Turn,
  { by, id, form, copyId }: CardReply<{ option: string }>,
): Promise<Answer> {
  const digest = await digestOf(turn, id);
  const list = digest?.figures.lists.find(({ key }) => key === form.option);
  if (!list) throw new Refusal("没有找到这份清单，发“日报”可重新打开");
  const frozen = { on: id, list: list.key };
  const key = `${copyId}:${list.key}:${turn.now.getTime()}`;
  await post(turn, { person: by.id }, `figures:${id}-${list.key}`, { key, own: true, priority: 0, frozen });
  return { toast: `“${list.name}”已私发给您`, tone: "info" };
}

/** Sends the newest digest to a person who asks for it. */
export async function sendDigest(turn: Turn, by: Person, at: string): Promise<void> {
  const [latest] = (await latestDigests(turn, 5)).filter(({ skipped }) => !skipped);
  if (!latest) throw new Refusal("还没有日报。每个工作日下班前发一期");
  await post(turn, { person: by.id }, `digest:${latest.on}`, { key: `asked:${at}`, own: true, priority: 0 });
}
