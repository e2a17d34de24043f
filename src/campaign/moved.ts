import { addDays, dayInWords, type Day } from "../dates.ts";
import type { Calendar, HolidayYear } from "./calendar.ts";
import type { Campaign } from "./definition.ts";
import { due, type DueItem, type Push } from "./plan.ts";

/** One thing that is owed, as it was counted by the old calendar and is by the new one. */
export type Recounted = { before: DueItem; after: DueItem };

type Calendars = { before: Calendar; after: Calendar };

/** What a new notice moves of tasks, in sentences: targets and reminders. The printed days stay (RULES §14). */
export function movedInWords(
  campaign: Campaign,
  calendars: Calendars,
  recounted: readonly Recounted[],
  now: Date,
): string[] {
  const said = new Map<string, number>();
  for (const { before, after } of recounted) {
    const old = stepsOf(campaign, calendars.before, before);
    const steps = [...stepsOf(campaign, calendars.after, after)].flatMap(([step, { on, at }]) => {
      const was = old.get(step);
      if (!was || (was.at <= now && at <= now)) return [];
      return moved(stepInWords(step), was.on, on).map((words) =>
        at <= now ? `${words}（已过，不再发）` : words,
      );
    });
    const all = [...moved("最后一个工作日", before.targetOn, after.targetOn), ...steps];
    if (all.length === 0) continue;
    const words = `${after.what}：${all.join("，")}`;
    said.set(words, (said.get(words) ?? 0) + 1);
  }
  return [...said].map(([words, count]) => (count > 1 ? `${words}（${count}项）` : words));
}

/** The steps of one thing from its opening on, each with its day. */
export function stepsOf(campaign: Campaign, calendar: Calendar, item: DueItem): Map<string, Push> {
  const from = new Date(Date.parse(addDays(item.opensOn, -1)));
  const until = new Date(Date.parse(addDays(item.dueOn, AFTERWARDS_DAYS)));
  const pushes = due(campaign, calendar, [item], from, until).filter(
    ({ subject }) => subject === item.subject,
  );
  return new Map(pushes.map((push) => [push.step, push]));
}

const AFTERWARDS_DAYS = 120;

const moved = (what: string, before: Day, after: Day): string[] =>
  before === after ? [] : [`${what}由${dayInWords(before, after)}改为${dayInWords(after, after)}`];

/** `提前5个工作日的提醒`, `逾期后第3个工作日的提醒` */
function stepInWords(step: string): string {
  if (step === "issue") return "下发";
  if (step === "T") return "到期提醒";
  return step.startsWith("T-")
    ? `提前${step.slice(2)}个工作日的提醒`
    : `逾期后第${step.slice(2)}个工作日的提醒`;
}

const NAMED = 8;

/** `2027年放假安排已公布：新增休息2月9日（周二），改为上班2月14日（周日）` */
export function noticeInWords(
  calendars: Calendars,
  before: HolidayYear | undefined,
  after: HolidayYear,
): string {
  const days = [
    ...new Set([before, after].flatMap((year) => [...(year?.off ?? []), ...(year?.work ?? [])])),
  ].toSorted();
  const turned = days.filter((day) => calendars.before.isWorkday(day) !== calendars.after.isWorkday(day));
  const rests = named(
    "改为休息",
    turned.filter((day) => !calendars.after.isWorkday(day)),
  );
  const works = named(
    "改为上班",
    turned.filter((day) => calendars.after.isWorkday(day)),
  );
  const isNew = after.announced && !before?.announced;
  return [`${after.year}年放假安排${isNew ? "已公布" : "有调整"}`, ...rests, ...works].join("，");
}

function named(what: string, days: readonly Day[]): string[] {
  if (days.length === 0) return [];
  const words = days.slice(0, NAMED).map((day) => dayInWords(day, day));
  return [`${what}${words.join("、")}${days.length > NAMED ? `等${days.length}天` : ""}`];
}
