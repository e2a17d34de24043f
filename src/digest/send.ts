import { addDays, dayInWords } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { dayAsked } from "./day-asked.ts";
import { digestOf, lastSentBefore, latestDigests } from "./store.ts";

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

/** `日报` sends the newest digest to whoever asks, `日报 6月16日` that of a day, as it was sent. */
export async function sendDigest(turn: Turn, by: Person, rest: string, at: string): Promise<void> {
  const latest = (await lastSentBefore(turn, addDays(turn.today, 1))) ?? (await latestDigests(turn, 1))[0];
  if (!latest) throw new Refusal("还没有日报。每个工作日下班前发一期");
  const on = rest.trim() ? dayAsked(rest, turn.today) : latest.on;
  if (!on) throw new Refusal("请写哪天的日报，例：日报 6月16日；只发“日报”看最近一期");
  if (!(await digestOf(turn, on)))
    throw new Refusal(
      `${dayInWords(on, turn.today)}没有日报，最近一期是${dayInWords(latest.on, turn.today)}`,
    );
  await post(turn, { person: by.id }, `digest:${on}`, { key: `asked:${at}`, own: true, priority: 0 });
}
