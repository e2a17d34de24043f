import type { EntityManager } from "typeorm";
import type { z } from "zod";
import { refill, withNotice } from "../../cards/form.ts";
import { personByOpenId } from "../campaign/people.ts";
import { isDuplicate } from "../db/errors.ts";
import { Refusal } from "../errors.ts";
import { answerTo, remember, settle } from "../jobs/inbox.ts";
import { CARD_LIFE_MS, post } from "../jobs/outbox.ts";
import { OutboxTable, type OutboxRow } from "../jobs/outbox-table.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief } from "../log.ts";
import type { Answer, Person, Turn } from "../turn.ts";
import type { CardClick } from "./events.ts";
import { REPLIES } from "./replies.ts";
import { campaignOf, campaignOfSender, cardByMessage, openTurn } from "./routes.ts";
import { drawCopy } from "./subjects.ts";
import { asked } from "./asked.ts";
import type { Bot } from "./bot.ts";

/** Feishu gives 3 s and never asks again; past this a turn is undone and the person told so. */
const BUDGET_MS = 2_500;
/** The card in the answer may get lost: the sender shows it once more, a moment later. */
const FOLLOW_MS = 1_000;

type Told = { toast: { type: string; content: string }; card?: { type: "raw"; data: object } };
type Click = z.output<typeof CardClick>;

const toast = (content: string, type: Answer["tone"] = "success"): Told => ({ toast: { type, content } });

/** Handles a press of a card: decided, written, answered and remembered in one transaction. */
export async function answerClick(bot: Bot, eventId: string, click: Click): Promise<object> {
  const deadline = bot.stopwatch() + BUDGET_MS;
  const late = new Promise<Told>((resolve) => {
    const timer = setTimeout(
      () => resolve(toast("没有及时办成，请看卡片是否已变，没变请再点一次", "warning")),
      BUDGET_MS,
    );
    timer.unref();
  });
  return Promise.race([handled(bot, eventId, click, deadline), late]);
}

async function handled(bot: Bot, eventId: string, click: Click, deadline: number): Promise<object> {
  try {
    const answer = await bot.door((tx) => turnOfClick(bot, tx, eventId, click, deadline, act));
    trace("click kept", { event: eventId });
    return answer;
  } catch (error) {
    if (error instanceof Refusal) return refused(bot, eventId, click, deadline, error);
    if (isDuplicate(error)) return (await bot.door((tx) => storedAnswer(bot, tx, eventId, click))) ?? {};
    bot.log.error("click failed", { event: eventId, ...inBrief(error) });
    return toast("没有办成，内容没有改动，请再点一次", "error");
  }
}

/** A refusal undid the turn; that it was refused, and why, is kept in a turn of its own. */
async function refused(bot: Bot, eventId: string, click: Click, deadline: number, refusal: Refusal) {
  try {
    return await bot.door((tx) =>
      turnOfClick(bot, tx, eventId, click, deadline, (turn, pressed) => explain(turn, pressed, refusal)),
    );
  } catch (error) {
    bot.log.error("refusal not kept", { event: eventId, ...inBrief(error) });
    return toast(refusal.message, "warning");
  }
}

type Pressed = { click: Click; row: OutboxRow; by: Person };
type Work = (turn: Turn, pressed: Pressed) => Promise<object>;

async function turnOfClick(
  bot: Bot,
  tx: EntityManager,
  eventId: string,
  click: Click,
  deadline: number,
  work: Work,
) {
  const now = bot.clock.now();
  const row = await cardByMessage(bot, tx, click.messageId);
  const campaign = row ? campaignOf(bot, row.campaign) : await campaignOfSender(bot, tx, click.openId);
  const turn = openTurn(bot, tx, campaign, now, `click:${eventId}`);
  const arrival = {
    districtId: turn.district,
    dedupeKey: eventId,
    kind: "click" as const,
    sender: click.openId,
    body: click,
  };
  const inbox = await remember(tx, arrival, now);
  if (!inbox) return (await answerTo(tx, turn.district, eventId)) ?? {};

  const by = await personByOpenId(turn, click.openId);
  const answer = await answerOf(turn, click, row, by, work);
  if (bot.stopwatch() > deadline) throw new Error("past the budget");
  await settle(tx, inbox, answer, now);
  trace("click decided", { event: eventId });
  return answer;
}

async function storedAnswer(bot: Bot, tx: EntityManager, eventId: string, click: Click) {
  const row = await cardByMessage(bot, tx, click.messageId);
  const campaign = row ? campaignOf(bot, row.campaign) : await campaignOfSender(bot, tx, click.openId);
  return answerTo(tx, campaign.district.key, eventId);
}

async function answerOf(turn: Turn, click: Click, row: OutboxRow | null, by: Person | null, work: Work) {
  if (!row) return toast("这张卡片已经过期，发“帮助”可重新打开", "warning");
  if (!by) return toast("名册里没有您的席位，请联系系统管理员", "warning");
  if (row.personId && row.personId !== by.id) return toast("这张卡片是发给别人的，您不能办理", "warning");
  if (row.sentAt && turn.now.getTime() - row.sentAt.getTime() > CARD_LIFE_MS) return anew(turn, row, by);
  if (row.superseded) return toast("已有更新的卡片，请在最下面的新卡片上办理", "warning");
  return work(turn, { click, row, by });
}

/** An expired card is answered with a fresh one. */
async function anew(turn: Turn, row: OutboxRow, by: Person): Promise<Told> {
  const key = `anew:${row.id}`;
  await post(turn, { person: by.id }, row.subject, {
    key,
    own: true,
    priority: 0,
    ...(row.frozen ? { frozen: row.frozen } : {}),
  });
  return toast("这张卡片已满14天，新卡片已发在最下面", "info");
}

/** Reads the act and its form, lets its handler decide, and draws the pressed card again. */
async function act(turn: Turn, { click, row, by }: Pressed): Promise<object> {
  const { act: name, id, rev } = asked(click, row);
  const copies = turn.tx.getRepository(OutboxTable);
  const own = { districtId: turn.district, id: row.id };

  const isForm = name.endsWith(".form") || name === "form.back";
  const reply = REPLIES[name];
  if (!isForm && !reply) throw new Refusal("这个按钮尚未开通");
  const answer: Answer = reply
    ? await reply(turn, { by, id, rev, copyId: row.id }, click)
    : { toast: "", form: name === "form.back" ? null : name };

  const change = {
    openForm: answer.keeps ? row.openForm : (answer.form ?? null),
    subject: answer.subject ?? row.subject,
  };
  await copies.update(own, change);
  const drawn = row.chatId ? null : await drawCopy(turn, { ...row, ...change });
  if (isForm) await copies.update(own, { shownForm: drawn?.form ?? null, shownAt: turn.now });
  else if (drawn) await follow(turn, row);
  const said = answer.toast ? toast(answer.toast, answer.tone) : {};
  if (!drawn) return said;
  const card = answer.keeps ? refill(drawn.card, click.action.formValue ?? {}) : drawn.card;
  return { ...said, card: { type: "raw", data: card } };
}

/** The pressed copy is drawn once more by the sender, after the answer has arrived and what is under way has ended. */
async function follow(turn: Turn, row: OutboxRow): Promise<void> {
  const later = turn.now.getTime() + FOLLOW_MS;
  await turn.tx
    .getRepository(OutboxTable)
    .createQueryBuilder()
    .update()
    .set({
      want: () => "want + 1",
      state: "waiting",
      visibleAt: () => `CASE WHEN token IS NULL THEN ${later} ELSE visible_at END`,
    })
    .where("district_id = :districtId AND id = :id", row)
    .execute();
}

/** Nothing is written; today's card comes back with what was typed, and above its form what is missing. */
async function explain(turn: Turn, { click, row }: Pressed, refusal: Refusal): Promise<object> {
  const said = toast(shortened(refusal.message), "warning");
  if (row.chatId) return said;
  const drawn = await drawCopy(turn, row);
  if (!drawn) return said;
  const filled = click.action.formValue ? refill(drawn.card, click.action.formValue) : drawn.card;
  return { ...said, card: { type: "raw", data: withNotice(filled, refusal.message) } };
}

const TOAST_CHARACTERS = 60;
const shortened = (words: string) =>
  words.length > TOAST_CHARACTERS ? `${words.slice(0, TOAST_CHARACTERS - 1)}…` : words;
