import type { UnitLine } from "../../cards/digest-view.ts";
import { dayOf } from "../dates.ts";
import type { Group, Pace } from "../hazards/counted.ts";
import { OLD_AFTER } from "../hazards/clocks.ts";
import { isHanded, isOverdue, wantedOn, type Task } from "../tasks/task.ts";
import type { LitTask, Moment } from "./figures.ts";
import { percentInWords } from "./percent.ts";

/** What of a unit decides its light: hazards and tasks alike. */
export type Standing = { red: number; old: number; due: number; onTime: number };

/** Below so many a rate says nothing. */
const LEAST = 5;
const RED_BELOW = 80;
const YELLOW_BELOW = 95;

const isBelow = ({ due, onTime }: Standing, percent: number): boolean =>
  due >= LEAST && onTime * 100 < due * percent;

/** `按期65%（13/20）` */
const rateInWords = ({ due, onTime }: Standing): string => `按期${percentInWords(onTime, due)}`;

/** Whether so much was late that it dims the unit's light. */
const isSlow = (standing: Standing): boolean => isBelow(standing, YELLOW_BELOW);

/** A unit's light, with its cause in words (RULES §6). */
export function unitLight(standing: Standing): Required<Pick<UnitLine, "light" | "cause">> {
  const { red, old } = standing;
  const reds = old > 0 ? [`有红灯超过${OLD_AFTER}个工作日`] : red > 0 ? ["有红灯"] : [];
  const cause = [...reds, ...(isSlow(standing) ? [rateInWords(standing)] : [])].join("，");
  if (old > 0 || isBelow(standing, RED_BELOW)) return { light: "red", cause };
  return { light: red > 0 || isSlow(standing) ? "yellow" : "green", cause };
}

/** So many rates have room on a card, each with its list; where more are low it is said in words. */
const RATES = 10;
const RATE = /按期\d+%（.*）/;

/** Where too many units are slow, none of them shows its rate. */
export function withoutRates(lines: readonly UnitLine[]): UnitLine[] {
  if (lines.filter((line) => line.isSlow).length <= RATES) return [...lines];
  return lines.map((line) => ({
    ...line,
    isSlow: false,
    cause: (line.cause ?? "").replace(RATE, `按期不足${YELLOW_BELOW}%`),
  }));
}

/** Its day has passed, whether it was kept or not. */
const isDue = (task: Task, { today }: Moment): boolean =>
  isHanded(task) ? wantedOn(task) < today : isOverdue(task, today);

/** Its day has passed and was not kept. */
export const isTaskLate = (task: Task, moment: Moment): boolean =>
  isDue(task, moment) && (!isHanded(task) || task.late);

/** Red for more than three working days: since its day, or since it was sent back. */
function isOld({ task, light }: LitTask, { today, calendar, campaign }: Moment): boolean {
  if (light !== "red") return false;
  const { reviewedAt } = task;
  if (isOverdue(task, today)) return calendar.workdaysBetween(wantedOn(task), today) > OLD_AFTER;
  const since = reviewedAt ? dayOf(reviewedAt, campaign.district.timezone) : today;
  return calendar.workdaysBetween(since, today) >= OLD_AFTER;
}

const PROGRESS: Record<Task["state"], string> = {
  issued: "未签收",
  accepted: "填报中",
  in_progress: "填报中",
  returned: "已退回",
  submitted: "已报送",
  done: "已办结",
  cancelled: "撤销",
};

type Counted = { groups: readonly Group[]; paces: readonly Pace[]; lit: readonly LitTask[] };

const NO_PACE = { red: 0, due: 0, onTime: 0, old: 0 };

/** One unit in the digest's table; `current` are the tasks of the duty that is next. */
export function unitLine(
  { key, short }: { key: string; short: string },
  { groups, paces, lit }: Counted,
  current: readonly Task[],
  moment: Moment,
): UnitLine {
  const mine = groups.filter(({ unit }) => unit === key);
  const tasks = lit.filter(({ task }) => task.unit === key);
  const pace = paces.find(({ unit }) => unit === key) ?? NO_PACE;
  const due = tasks.filter(({ task }) => isDue(task, moment)).length;
  const late = tasks.filter(({ task }) => isTaskLate(task, moment)).length;
  const standing = {
    red: pace.red + tasks.filter(({ light }) => light === "red").length,
    old: pace.old + tasks.filter((each) => isOld(each, moment)).length,
    due: pace.due + due,
    onTime: pace.onTime + due - late,
  };
  const task = current.find(({ unit }) => unit === key);
  return {
    key,
    unit: short,
    ...unitLight(standing),
    isSlow: isSlow(standing),
    late: standing.due - standing.onTime,
    open: mine.reduce((sum, { count }) => sum + count, 0),
    progress: task ? PROGRESS[task.state] : "本期不报",
  };
}
