import type { Bot } from "./bot/bot.ts";
import { openTurn } from "./bot/routes.ts";
import type { RosterRow } from "./campaign/roster.ts";
import { seatRoster, type Seated } from "./campaign/seating.ts";
import type { Feishu } from "./feishu/client.ts";
import { issueOpenDuties } from "./tasks/issue.ts";
import { allTasks } from "./tasks/store.ts";
import type { Turn } from "./turn.ts";
import { SetupError } from "./errors.ts";
import { markOf, setMark } from "./jobs/marks.ts";

/** Finds every roster row's person in Feishu and seats them; who cannot be found is logged by seat, never by number. */
export async function seatEverybody(bot: Bot, feishu: Feishu, roster: readonly RosterRow[]): Promise<void> {
  const asking = roster.filter(({ open_id }) => !open_id);
  const mobiles = asking.flatMap(({ mobile }) => (mobile ? [mobile] : []));
  const emails = asking.flatMap(({ mobile, email }) => (!mobile && email ? [email] : []));
  const answer = asking.length > 0 ? await feishu.resolveIds({ mobiles, emails }) : null;
  if (answer && !answer.ok) bot.log.warn("roster not resolved", { code: answer.error.code });
  const found = answer?.ok ? answer.value : new Map<string, string>();

  const seated: Seated[] = [];
  for (const { unit, seat, name, title, mobile, email, open_id } of roster) {
    const openId = open_id || found.get(mobile || email) || null;
    if (openId) seated.push({ unit, seat, name, title, openId });
    else bot.log.warn("seat without a Feishu user", { unit, seat });
  }
  for (const campaign of bot.campaigns) {
    await bot.door((tx) => seatRoster(openTurn(bot, tx, campaign, bot.clock.now()), seated));
  }
}

/**
 * On the first start the schedule's mark is now: nothing older is pushed. Tasks of phases that are open already
 * go out at the next reminder time; duties past due are created silently. Later starts issue what the file gained.
 */
export async function beginCampaign(bot: Bot): Promise<void> {
  const changed: string[] = [];
  for (const campaign of bot.campaigns) {
    await bot.door(async (tx) => {
      const turn = openTurn(bot, tx, campaign, bot.clock.now());
      const mark = `schedule:${campaign.key}`;
      const since = await markOf(tx, turn.district, mark);
      if (!since) await setMark(tx, turn.district, mark, turn.now);
      changed.push(...(await changedDuties(turn)));
      if (changed.length === 0) await issueOpenDuties(turn, since ?? turn.now);
    });
  }
  if (changed.length > 0) throw new SetupError(changed);
}

/** Issued duties that the campaign file now says otherwise: nothing may move under people who hold the card. */
async function changedDuties(turn: Turn): Promise<string[]> {
  const { key, duties, units } = turn.campaign;
  const tasks = await allTasks(turn);
  const issued = [...new Map(tasks.map((task) => [`${task.duty}|${task.unit}`, task])).values()];
  const wrong = issued.flatMap(({ duty: name, unit, dueOn }): string[] => {
    const duty = duties.find((each) => each.key === name);
    if (!duty) return [`任务 ${name} 已下达，不能从文件里删去`];
    if (duty.due !== dueOn) return [`任务 ${name} 已下达，期限是 ${dueOn}，不能改成 ${duty.due}`];
    return units.some((each) => each.key === unit) ? [] : [`单位 ${unit} 已有任务，不能从文件里删去`];
  });
  return [...new Set(wrong)].map((mistake) => `config/campaigns 里的 ${key}：${mistake}`);
}

/** A rehearsal goes on where it stopped: the clock is the later of its setting and the last mark. */
export async function resumeClock(bot: Bot): Promise<void> {
  for (const campaign of bot.campaigns) {
    const mark = await bot.door((tx) => markOf(tx, campaign.district.key, `schedule:${campaign.key}`));
    if (mark) bot.clock.moveTo(mark);
  }
}
