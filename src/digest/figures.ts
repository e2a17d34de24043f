import type { DigestList, RedItem, UnitLine } from "../../cards/digest.ts";
import type { Calendar } from "../campaign/calendar.ts";
import { unitName, type Campaign } from "../campaign/definition.ts";
import { dayInWords, dayOf, shortDay, type Day } from "../dates.ts";
import { lightOf as hazardLight } from "../hazards/clocks.ts";
import { isOpen, type Hazard } from "../hazards/hazard.ts";
import { lightOf as taskLight } from "../tasks/light.ts";
import { isOverdue, type Task } from "../tasks/task.ts";

/** A day's figures, each with the list behind it. */
export type Figures = {
  headline: string;
  registered: number;
  closed: number;
  open: number;
  red: number;
  yellow: number;
  /** Since the campaign began. */
  registeredInAll: number;
  closedInAll: number;
  redItems: RedItem[];
  lists: (DigestList & { subjects: string[] })[];
  byFocus: { name: string; count: number }[];
  units: UnitLine[];
  /** What would have to be the same for nothing to have changed. */
  state: string;
};

export type Rows = { hazards: readonly Hazard[]; tasks: readonly Task[] };
type Moment = {
  today: Day;
  campaign: Campaign;
  calendar: Calendar;
  signBy: (task: Task) => Day;
  /** `隐患0012 甲中学` */
  titleOf: (hazard: Hazard) => string;
};

type Lit = {
  subject: string;
  unit: string;
  light: "green" | "yellow" | "red" | "grey";
  hazard: Hazard | null;
  task: Task | null;
};

/** Rows → the day's figures. Nothing here is typed by anybody. */
export function figuresOf(rows: Rows, moment: Moment): Figures {
  const { today, campaign } = moment;
  const zone = campaign.district.timezone;
  const isToday = (at: Date | null) => at !== null && dayOf(at, zone) === today;
  const { hazards } = rows;
  const lit = litRows(rows, moment);
  const reds = lit.filter(({ light }) => light === "red");
  const yellows = lit.filter(({ light }) => light === "yellow");
  const open = hazards.filter(isOpen);
  const registered = hazards.filter(({ registeredAt }) => isToday(registeredAt));
  const closed = hazards.filter(({ closedAt }) => isToday(closedAt));
  const current = currentTasks(rows.tasks, today);
  const handed = current.filter(({ state }) => state === "submitted" || state === "done");
  const list = (key: string, name: string, unit: string, subjects: readonly string[]) => ({
    key,
    name,
    unit,
    count: subjects.length,
    subjects: [...subjects],
  });
  const ofHazards = (these: readonly Hazard[]) => these.map(({ id }) => `hazard:${id}`);
  const ofTasks = (these: readonly Task[]) => these.map(({ id }) => `task:${id}`);
  return {
    headline: headline(reds.length, handed.length, current.length),
    registered: registered.length,
    closed: closed.length,
    open: open.length,
    red: reds.length,
    yellow: yellows.length,
    registeredInAll: hazards.length,
    closedInAll: hazards.filter(({ state }) => state === "closed").length,
    redItems: reds.map((each) => redItem(each, moment)),
    lists: [
      list("new", "今日新登记", "条", ofHazards(registered)),
      list("closed", "今日销号", "条", ofHazards(closed)),
      list("open", "未销号", "条", ofHazards(open)),
      list(
        "red",
        "红灯",
        "条",
        reds.map(({ subject }) => subject),
      ),
      list(
        "yellow",
        "黄灯",
        "条",
        yellows.map(({ subject }) => subject),
      ),
      list("verify", "待复查", "条", ofHazards(open.filter(({ state }) => state === "verify_requested"))),
      list("handed", "本期已报", "家", ofTasks(handed)),
      list("unsigned", "本期未签收", "家", ofTasks(current.filter(({ state }) => state === "issued"))),
    ],
    byFocus: campaign.focus_points
      .map(({ key, short }) => ({
        name: short,
        count: open.filter(({ focusPoint }) => focusPoint === key).length,
      }))
      .filter(({ count }) => count > 0)
      .toSorted((one, other) => other.count - one.count),
    units: campaign.units.map(({ key, short }) => unitLine(key, short, lit, open, current)),
    state: JSON.stringify([
      hazards.map(({ id, state }) => [id, state]),
      rows.tasks.map(({ id, state }) => [id, state]),
      reds.length,
    ]),
  };
}

function litRows({ hazards, tasks }: Rows, { today, campaign, calendar, signBy }: Moment): Lit[] {
  return [
    ...hazards.map((hazard): Lit => ({
      subject: `hazard:${hazard.id}`,
      unit: hazard.leadUnit,
      light: hazardLight(hazard, today, calendar, campaign).light,
      hazard,
      task: null,
    })),
    ...tasks.map((task): Lit => ({
      subject: `task:${task.id}`,
      unit: task.unit,
      light: taskLight(task, today, calendar, signBy(task)).light,
      hazard: null,
      task,
    })),
  ];
}

/** The tasks of the next duty that is due, or of the last one when all are past. */
function currentTasks(tasks: readonly Task[], today: Day): Task[] {
  const ahead = tasks.filter(({ dueOn }) => dueOn >= today).map(({ dueOn }) => dueOn);
  const wanted =
    ahead.length > 0
      ? ahead.toSorted()[0]
      : tasks
          .map(({ dueOn }) => dueOn)
          .toSorted()
          .at(-1);
  return tasks.filter(({ dueOn }) => dueOn === wanted);
}

function headline(reds: number, handed: number, current: number): string {
  const lights = reds > 0 ? `红灯${reds}条` : "没有红灯";
  return current > 0 ? `${lights}；本期已报${handed}/${current}家` : lights;
}

function redItem({ hazard, task, unit }: Lit, { today, campaign, calendar, titleOf }: Moment): RedItem {
  const name = unitName(campaign, unit);
  const dueOn = hazard?.dueOn ?? task?.newDueOn ?? task?.dueOn ?? today;
  const days = Math.max(1, -calendar.workdaysBetween(today, dueOn));
  const isLate = today > dueOn && (hazard !== null || (task !== null && isOverdue(task, today)));
  const why = isLate ? `${dayInWords(dueOn, today)}到期，逾期${days}个工作日` : "多次退回";
  const title = hazard ? titleOf(hazard) : (task?.title ?? "");
  return { title, line: `${name} · ${why}` };
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

function unitLine(
  key: string,
  short: string,
  lit: readonly Lit[],
  open: readonly Hazard[],
  current: readonly Task[],
): UnitLine {
  const lights = lit.filter(({ unit }) => unit === key).map(({ light }) => light);
  const light = lights.includes("red") ? "red" : lights.includes("yellow") ? "yellow" : "green";
  const task = current.find(({ unit }) => unit === key);
  const mine = open.filter(({ leadUnit }) => leadUnit === key);
  return { unit: short, light, open: mine.length, progress: task ? PROGRESS[task.state] : "本期不报" };
}

/** `6/18` */
export const tick = (on: Day): string => shortDay(on).replace("月", "/").replace("日", "");
