import type { Bot } from "./bot/bot.ts";
import { openTurn } from "./bot/routes.ts";
import { unitName } from "./campaign/definition.ts";
import { keepCampaign } from "./campaign/kept.ts";
import { holders } from "./campaign/people.ts";
import type { RosterRow } from "./campaign/roster.ts";
import { seatRoster, type Seated } from "./campaign/seating.ts";
import type { Feishu } from "./feishu/feishu.ts";
import { amendTasks, inWords } from "./tasks/amend.ts";
import { compare } from "./tasks/comparison.ts";
import { recountWhenOther } from "./hazards/recount.ts";
import { issueOpenDuties } from "./tasks/issue.ts";
import { allTasks } from "./tasks/store.ts";
import type { Turn } from "./turn.ts";
import { post } from "./jobs/outbox.ts";
import { SetupError } from "./errors.ts";
import { chasedMark } from "./followup/told.ts";
import { markOf, setMark } from "./jobs/marks.ts";
import { tellOffice } from "./office.ts";

/** Finds every roster row's person in Feishu and seats them; who cannot be found is logged by seat, never by number. */
export async function seatEverybody(bot: Bot, feishu: Feishu, roster: readonly RosterRow[]): Promise<void> {
  const asking = roster.filter(({ open_id }) => !open_id);
  const mobiles = asking.flatMap(({ mobile }) => (mobile ? [mobile] : []));
  const emails = asking.flatMap(({ mobile, email }) => (!mobile && email ? [email] : []));
  const answer = asking.length > 0 ? await feishu.resolveIds({ mobiles, emails }) : null;
  if (answer && !answer.ok) bot.log.warn("roster not resolved", { code: answer.error.code });
  const found = answer?.ok ? answer.value : new Map<string, string>();

  const seated: Seated[] = [];
  const missing: RosterRow[] = [];
  for (const row of roster) {
    const { unit, seat, name, title, mobile, email, open_id } = row;
    const openId = open_id || found.get(mobile || email) || null;
    if (openId) seated.push({ unit, seat, name, title, openId });
    else missing.push(row);
  }
  for (const { unit, seat } of missing) bot.log.warn("seat without a Feishu user", { unit, seat });
  for (const campaign of bot.campaigns) {
    await bot.door(async (tx) => {
      const turn = openTurn(bot, tx, campaign, bot.clock.now());
      await seatRoster(turn, seated, missing);
      if (missing.length > 0) await tellMissing(turn, missing);
    });
  }
}

const NAMED = 8;

/** Rows that cannot be resolved are listed to the office, once for each list. */
async function tellMissing(turn: Turn, rows: readonly RosterRow[]): Promise<void> {
  const named = rows.slice(0, NAMED).map(({ unit, name }) => `${unitName(turn.campaign, unit)} ${name}`);
  const rest = rows.length > NAMED ? `等${rows.length}个` : "";
  const words = `名册里有席位在飞书找不到本人：${named.join("、")}${rest}。请核对手机号、邮箱和应用可用范围。`;
  await tellOffice(turn, "roster", words);
}

/** A roster that cannot be read leaves everybody seated; the operator hears what is wrong, once a day. */
export async function tellRosterMistakes(bot: Bot, mistakes: readonly string[]): Promise<void> {
  for (const campaign of bot.campaigns) {
    await bot.door(async (tx) => {
      const turn = openTurn(bot, tx, campaign, bot.clock.now());
      const words = `名册文件有错，今天没有更新，仍按上次的办：${mistakes.slice(0, NAMED).join("；")}`;
      for (const { id } of await holders(turn, "office", ["sysadmin"]))
        await post(turn, { person: id }, `say:roster-${turn.today}`, { key: "told", frozen: { words } });
    });
  }
}

/** Duties that were past due when the bot first came: nobody is chased for them, the office is told once. */
async function tellPastDue(turn: Turn): Promise<void> {
  const late = (await allTasks(turn)).filter(({ dueOn }) => dueOn < turn.today);
  if (late.length === 0) return;
  const titles = [...new Set(late.map(({ title }) => title))].join("、");
  await tellOffice(
    turn,
    "past-due",
    `启用时有${late.length}项任务已过期限，没有推送给单位：${titles}。单位可发“我的任务”补报。`,
  );
}

/**
 * On the first start the schedule's mark is now: nothing older is pushed. Tasks of phases that are open already
 * go out at the next reminder time; duties past due are created silently. Later starts issue what the file gained.
 */
export async function beginCampaign(bot: Bot): Promise<void> {
  await refuseUnstated(bot);
  for (const campaign of bot.campaigns) {
    await bot.door(async (tx) => {
      const turn = openTurn(bot, tx, campaign, bot.clock.now());
      const mark = `schedule:${campaign.key}`;
      const since = await markOf(tx, turn.district, mark);
      for (const each of since ? [] : [mark, chasedMark(campaign.key)])
        await setMark(tx, turn.district, each, turn.now);
      await applyChanges(turn);
      await keepCampaign(turn);
      await recountWhenOther(turn);
      await issueOpenDuties(turn, since ?? turn.now);
      if (!since) await tellPastDue(turn);
    });
  }
}

const comparisonOf = async (turn: Turn) =>
  compare(turn.campaign, turn.calendar, await allTasks(turn), turn.today);

/** Nothing moves under people who hold the card, unless the file says so and why: looked at before anything is written. */
async function refuseUnstated(bot: Bot): Promise<void> {
  const refused: string[] = [];
  for (const campaign of bot.campaigns) {
    const comparison = await bot.door((tx) => comparisonOf(openTurn(bot, tx, campaign, bot.clock.now())));
    refused.push(...comparison.refused.map((each) => `config/campaigns 里的 ${campaign.key}：${each}`));
  }
  if (refused.length > 0) throw new SetupError(refused);
}

/** Stated changes are carried out, the units and the office are told. */
async function applyChanges(turn: Turn): Promise<void> {
  const { differences } = await comparisonOf(turn);
  const changes = differences.filter(({ kind }) => kind !== "issued");
  if (changes.length === 0) return;
  await amendTasks(turn, changes);
  const said = changes.map((each) => inWords(each, turn.campaign, turn.today));
  await tellOffice(turn, "changes", `行动文件有变更，已通知有关单位。\n${said.join("\n")}`);
}

/** A rehearsal goes on where it stopped: the clock is the later of its setting and the last mark. */
export async function resumeClock(bot: Bot): Promise<void> {
  for (const campaign of bot.campaigns) {
    const mark = await bot.door((tx) => markOf(tx, campaign.district.key, `schedule:${campaign.key}`));
    if (mark) bot.clock.moveTo(mark);
  }
}
