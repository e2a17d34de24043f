import type { EntityManager } from "typeorm";
import type { Bot } from "./bot/bot.ts";
import { districtsOf, openTurn, type House } from "./bot/routes.ts";
import { openCalendar, type Calendar, type HolidayYear } from "./campaign/calendar.ts";
import { owingUnits } from "./campaign/changes.ts";
import { movedInWords, noticeInWords, type Recounted } from "./campaign/moved.ts";
import { changedYears, keepNotices, noticesOf } from "./campaign/notices.ts";
import { dutyItem } from "./campaign/plan.ts";
import { keepTold } from "./followup/told.ts";
import { hazardsIn } from "./hazards/store.ts";
import { keepQuiet } from "./jobs/requiet.ts";
import { tellOffice } from "./office.ts";
import { allTasks } from "./tasks/store.ts";
import { isOpen, wantedOn } from "./tasks/task.ts";
import type { Turn } from "./turn.ts";

/**
 * A notice that was loaded counts from this start on: every date is counted anew by itself; what waits to ring keeps
 * off the new rest days, and the office is told once what moved.
 */
export async function loadNotices(bot: Bot): Promise<void> {
  for (const district of districtsOf(bot)) {
    await bot.door(async (tx) => {
      const turns = turnsIn(bot, tx, district, bot.clock.now());
      const [first] = turns;
      if (!first) return;
      const before = await noticesOf(first);
      const changed = changedYears(before, bot.calendar.years);
      for (const turn of before.length > 0 && changed.length > 0 ? turns : []) {
        await keepQuiet(turn);
        await keepTold(turn, openCalendar(before));
        const said = await recountInWords(turn, before, changed);
        await tellOffice(turn, "notice", said.join("\n"));
      }
      await keepNotices(first, changed);
    });
  }
}

const turnsIn = (house: House, tx: EntityManager, district: string, now: Date): Turn[] =>
  house.campaigns
    .filter((campaign) => campaign.district.key === district)
    .map((campaign) => openTurn(house, tx, campaign, now));

/** What the notices in the file change against those that counted until now; nothing before the first start. */
export async function noticeChanges(turn: Turn): Promise<string[]> {
  const before = await noticesOf(turn);
  const changed = changedYears(before, turn.calendar.years);
  return before.length === 0 || changed.length === 0 ? [] : recountInWords(turn, before, changed);
}

async function recountInWords(
  turn: Turn,
  before: readonly HolidayYear[],
  changed: readonly HolidayYear[],
): Promise<string[]> {
  const calendars = { before: openCalendar(before), after: turn.calendar };
  const notices = changed.map((year) =>
    noticeInWords(
      calendars,
      before.find((each) => each.year === year.year),
      year,
    ),
  );
  const moved = [
    ...movedInWords(turn.campaign, calendars, await dutiesRecounted(turn, calendars), turn.now),
    ...(await hazardsRecounted(turn, calendars)),
  ];
  return [...notices, ...(moved.length > 0 ? moved : ["任务和隐患的日期没有变动"])];
}

type Calendars = { before: Calendar; after: Calendar };

/** What is still owed, and what is not issued yet, by either calendar. */
async function dutiesRecounted(turn: Turn, calendars: Calendars): Promise<Recounted[]> {
  const { campaign } = turn;
  const tasks = new Map((await allTasks(turn)).map((task) => [`${task.duty}|${task.unit}`, task]));
  return campaign.duties.flatMap((duty) =>
    owingUnits(campaign, duty).flatMap(({ key }): Recounted[] => {
      const task = tasks.get(`${duty.key}|${key}`);
      if (task && !isOpen(task)) return [];
      const countedBy = (calendar: Calendar) => {
        const item = dutyItem(campaign, calendar, duty, key);
        const dueOn = task ? wantedOn(task) : item.dueOn;
        return { ...item, dueOn, targetOn: calendar.targetOf(dueOn) };
      };
      return [{ before: countedBy(calendars.before), after: countedBy(calendars.after) }];
    }),
  );
}

async function hazardsRecounted(turn: Turn, { before, after }: Calendars): Promise<string[]> {
  const open = await hazardsIn(turn, ["assigned", "rectifying"]);
  const moved = open.filter(({ dueOn }) => dueOn && before.targetOf(dueOn) !== after.targetOf(dueOn));
  return moved.length > 0 ? [`${moved.length}条隐患的最后一个整改工作日有变`] : [];
}
