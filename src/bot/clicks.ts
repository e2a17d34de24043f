import type { EntityManager } from "typeorm";
import { isDuplicate } from "../db/errors.ts";
import { Refusal } from "../errors.ts";
import { answerTo, rememberAnswered } from "../jobs/inbox.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief } from "../log.ts";
import { readAhead } from "./ahead.ts";
import type { CardClick } from "./events.ts";
import { openLine } from "./line.ts";
import { openTurn, pressed } from "./routes.ts";
import { act, answerOf, explain, toast, type Told, type Work } from "./acts.ts";
import type { Bot } from "./bot.ts";

/** Feishu gives 3 s and never asks again; past this a turn is undone and the person told so. */
const BUDGET_MS = 2_500;

/** A second try needs about this long. */
const REPEAT_MS = 1_000;
const UNKNOWN = "没有及时办成，请看卡片是否已变，没变请再点一次";

/** Presses under way at once: more would only wait for each other, and the loops need connections too. */
const AT_ONCE = 8;
const BUSY = "系统繁忙，这次没有办理，请等几秒再点一次";

/** Handles presses of cards: each decided, written, answered and remembered in one transaction, or not begun at all. */
export function openPresses(bot: Bot, onBusy: () => void) {
  const line = openLine(AT_ONCE, BUDGET_MS - REPEAT_MS, bot.stopwatch);

  async function inLine(eventId: string, click: CardClick, deadline: number): Promise<object> {
    const answer = await line.take(() => handled(bot, eventId, click, deadline));
    if (answer) return answer;
    onBusy();
    return toast(BUSY, "warning");
  }

  return async (eventId: string, click: CardClick): Promise<object> => {
    const deadline = bot.stopwatch() + BUDGET_MS;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Told>((resolve) => {
      timer = setTimeout(() => resolve(toast(UNKNOWN, "warning")), BUDGET_MS);
    });
    return Promise.race([inLine(eventId, click, deadline), late]).finally(() => clearTimeout(timer));
  };
}

async function handled(
  bot: Bot,
  eventId: string,
  click: CardClick,
  deadline: number,
  tries = 2,
): Promise<object> {
  try {
    const answer = await bot.door((tx) => turnOfClick(bot, tx, eventId, click, deadline, act));
    trace("click kept", { event: eventId });
    return answer;
  } catch (error) {
    if (error instanceof Refusal) return refused(bot, eventId, click, deadline, error);
    if (!isDuplicate(error)) bot.log.error("click failed", { event: eventId, ...inBrief(error) });
    return lookedUp(bot, eventId, click, () => {
      const mayRepeat = tries > 1 && bot.stopwatch() + REPEAT_MS < deadline;
      if (mayRepeat) return handled(bot, eventId, click, deadline, tries - 1);
      return toast("没有办成，内容没有改动，请再点一次", "error");
    });
  }
}

/**
 * The commit may have been made though its answer was lost, or by another replica that was told the same: the stored
 * answer tells, and only its absence is a no.
 */
async function lookedUp(
  bot: Bot,
  eventId: string,
  click: CardClick,
  absent: () => Promise<object> | object,
): Promise<object> {
  try {
    const stored = await bot.door((tx) => storedAnswer(bot, tx, eventId, click));
    if (stored) return stored;
  } catch (error) {
    bot.log.error("answer not looked up", { event: eventId, ...inBrief(error) });
    return toast(UNKNOWN, "warning");
  }
  return absent();
}

/** A refusal undid the turn; that it was refused, and why, is kept in a turn of its own. */
async function refused(bot: Bot, eventId: string, click: CardClick, deadline: number, refusal: Refusal) {
  try {
    return await bot.door((tx) =>
      turnOfClick(bot, tx, eventId, click, deadline, (turn, pressed) => explain(turn, pressed, refusal)),
    );
  } catch (error) {
    if (!isDuplicate(error)) bot.log.error("refusal not kept", { event: eventId, ...inBrief(error) });
    return lookedUp(bot, eventId, click, () => toast(refusal.message, "warning"));
  }
}

async function turnOfClick(
  bot: Bot,
  tx: EntityManager,
  eventId: string,
  click: CardClick,
  deadline: number,
  work: Work,
) {
  const now = bot.clock.now();
  readAhead(bot, tx, click);
  const { row, campaign, by } = await pressed(bot, tx, click, now);
  const turn = openTurn(bot, tx, campaign, now, `click:${eventId}`);
  const arrival = {
    districtId: turn.district,
    dedupeKey: eventId,
    kind: "click" as const,
    sender: click.openId,
    body: click,
  };
  const answer = await answerOf(turn, click, row, by, work);
  if (bot.stopwatch() > deadline) throw new Error("past the budget");
  rememberAnswered(tx, arrival, answer, now);
  trace("click decided", { event: eventId });
  return answer;
}

async function storedAnswer(bot: Bot, tx: EntityManager, eventId: string, click: CardClick) {
  const { campaign } = await pressed(bot, tx, click, bot.clock.now());
  return answerTo(tx, campaign.district.key, eventId);
}
