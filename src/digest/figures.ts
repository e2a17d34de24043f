import type { DigestList, QueueAge, Raised, RedItem, UnitLine } from "../../cards/digest-view.ts";
import type { Calendar } from "../campaign/calendar.ts";
import type { Campaign } from "../campaign/definition.ts";
import { shortDay, type Day } from "../dates.ts";
import type { Count, CutOff, Group } from "../hazards/counted.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { lightOf as taskLight } from "../tasks/light.ts";
import type { Task } from "../tasks/task.ts";
import { redItems } from "./red-items.ts";

/** A list behind a figure. What can be had again at the cut-off is not kept: only tasks stand here by name. */
export type KeptList = DigestList & { subjects: string[] };

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
  /** Hazards as many as the card shows, then tasks. */
  redItems: RedItem[];
  lists: KeptList[];
  /** The office's queues; digests of before have none. */
  queues?: QueueAge[];
  byFocus: { name: string; count: number }[];
  units: UnitLine[];
  /** What would have to be the same for nothing to have changed. */
  state: string;
  /** The place in the history, and the day's limits, that lists of hazards are had again by. Digests of before have none. */
  cutOff?: CutOff;
  /** The place in the history after which no hazard has moved to another state. */
  unmovedSince?: number;
};

/** Hazards as counted, the first red ones, and since when none has moved; tasks, which are few, one by one. */
export type Counted = {
  hazards: Count;
  redHazards: readonly Hazard[];
  unmovedSince: number;
  tasks: readonly Task[];
  raised: Raised;
};
export type Moment = {
  today: Day;
  campaign: Campaign;
  calendar: Calendar;
  signBy: (task: Task) => Day;
  /** `隐患0012 甲中学` */
  titleOf: (hazard: Hazard) => string;
};

export type LitTask = { task: Task; light: "green" | "yellow" | "red" | "grey" };

/** What was counted → the day's figures. Nothing here is typed by anybody. */
export function figuresOf(counted: Counted, moment: Moment): Figures {
  const { today, campaign, calendar, signBy } = moment;
  const { hazards, tasks, unmovedSince } = counted;
  const { open: groups, registered, closed, inAll, closedInAll, cutOff } = hazards;
  const lit = tasks.map((task) => ({ task, light: taskLight(task, today, calendar, signBy(task)).light }));
  const { raised } = counted;
  const lists = [...listsOf(counted, lit, currentTasks(tasks, today)), ...raisedLists(raised)];
  const countOf = (key: string) => lists.find((list) => list.key === key)?.count ?? 0;
  const red = countOf("red");
  return {
    headline: headline(red, countOf("handed"), currentTasks(tasks, today).length),
    registered,
    closed,
    open: countOf("open"),
    red,
    yellow: countOf("yellow"),
    registeredInAll: inAll,
    closedInAll,
    redItems: redItems(counted, lit, moment),
    lists,
    queues: raised.queues,
    byFocus: campaign.focus_points
      .map(({ key, short }) => ({ name: short, count: sum(groups.filter(({ focus }) => focus === key)) }))
      .filter(({ count }) => count > 0)
      .toSorted((one, other) => other.count - one.count),
    units: campaign.units.map((unit) => unitLine(unit, groups, lit, currentTasks(tasks, today))),
    state: JSON.stringify([unmovedSince, tasks.map(({ id, state }) => [id, state]), red, lateOf(raised)]),
    cutOff,
    unmovedSince,
  };
}

/** What has risen to the conveners, and what waits in the office; left out when there is none. */
const raisedLists = ({ risen, held }: Raised): KeptList[] => {
  const waiting = [...new Set(held.map(({ subject }) => subject))];
  return [
    { key: "risen", name: "久拖未办", unit: "条", count: risen.length, subjects: risen },
    { key: "waiting", name: "办公室待办", unit: "件", count: waiting.length, subjects: waiting },
  ].filter(({ count }) => count > 0);
};

const lateOf = ({ risen, queues }: Raised): number[] => [risen.length, ...queues.map(({ late }) => late)];

const sum = (groups: readonly Group[], what: "count" | "red" | "yellow" = "count"): number =>
  groups.reduce((all, group) => all + group[what], 0);

/** Red and yellow are whatever holds that light, its unit or the office; hazards with their unit are counted, not named. */
function listsOf(
  { hazards: { open, registered, closed }, raised }: Counted,
  lit: readonly LitTask[],
  current: readonly Task[],
): KeptList[] {
  const list = (key: string, name: string, hazards: number): KeptList => {
    const tasks = lit.filter(({ light }) => light === key).map(({ task }) => `task:${task.id}`);
    const held = raised.held.filter(({ light }) => light === key).map(({ subject }) => subject);
    const subjects = [...new Set([...held, ...tasks])];
    return { key, name, unit: "条", count: hazards + subjects.length, subjects };
  };
  const ofTasks = (key: string, name: string, states: readonly Task["state"][]): KeptList => {
    const subjects = current.filter(({ state }) => states.includes(state)).map(({ id }) => `task:${id}`);
    return { key, name, unit: "家", count: subjects.length, subjects };
  };
  return [
    list("new", "今日新登记", registered),
    list("closed", "今日销号", closed),
    list("open", "未销号", sum(open)),
    list("red", "红灯", sum(open, "red")),
    list("yellow", "黄灯", sum(open, "yellow")),
    list("verify", "待复查", sum(open.filter(({ state }) => state === "verify_requested"))),
    ofTasks("handed", "本期已报", ["submitted", "done"]),
    ofTasks("unsigned", "本期未签收", ["issued"]),
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
  { key, short }: { key: string; short: string },
  groups: readonly Group[],
  lit: readonly LitTask[],
  current: readonly Task[],
): UnitLine {
  const mine = groups.filter(({ unit }) => unit === key);
  const lights = lit.filter(({ task }) => task.unit === key).map(({ light }) => light);
  const has = (colour: "red" | "yellow") => sum(mine, colour) > 0 || lights.includes(colour);
  const light = has("red") ? "red" : has("yellow") ? "yellow" : "green";
  const task = current.find(({ unit }) => unit === key);
  return { unit: short, light, open: sum(mine), progress: task ? PROGRESS[task.state] : "本期不报" };
}

/** `6/18` */
export const tick = (on: Day): string => shortDay(on).replace("月", "/").replace("日", "");
