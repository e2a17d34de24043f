import type { Decision, UnitLine } from "../../cards/digest-view.ts";
import type { Group, Pace } from "../hazards/counted.ts";
import type { Task } from "../tasks/task.ts";
import type { Counted, KeptList, LitTask, Moment } from "./figures.ts";
import { dutyLists } from "./progress.ts";
import { isTaskLate } from "./unit-line.ts";
import { lightsOf } from "./waits.ts";

export const sum = (groups: readonly Group[]): number => groups.reduce((all, { count }) => all + count, 0);

/** Of all units together. */
export const inAllUnits = (paces: readonly Pace[], light: "red" | "yellow"): number =>
  paces.reduce((all, pace) => all + pace[light], 0);

/** What the history is asked for has no subjects. */
const ofHazards = (key: string, name: string, count: number): KeptList => ({
  key,
  name,
  unit: "条",
  count,
  subjects: [],
});

const ofTasks = (key: string, name: string, tasks: readonly Task[]): KeptList => ({
  key,
  name,
  unit: "家",
  count: tasks.length,
  subjects: tasks.map(({ id }) => `task:${id}`),
});

const inStates = (tasks: readonly Task[], states: readonly Task["state"][]) =>
  tasks.filter(({ state }) => states.includes(state));

/** The lists of a day's own figures. Red and yellow are whatever has that light, with its unit or with the office. */
export function listsOf(
  { hazards, raised }: Counted,
  lit: readonly LitTask[],
  current: readonly Task[],
): KeptList[] {
  const { open, paces, registered, closed, inAll, closedInAll, majors, waits, cutOff } = hazards;
  const waiting = lightsOf(waits, cutOff.marks);
  const ofLight = (key: "red" | "yellow", name: string): KeptList => {
    const count = inAllUnits(paces, key) + waiting[key];
    const tasks = lit.filter(({ light }) => light === key).map(({ task }) => `task:${task.id}`);
    const held = raised.held.filter(({ light }) => light === key).map(({ subject }) => subject);
    const subjects = [...new Set([...held, ...tasks])];
    return { key, name, unit: "条", count: count + subjects.length, subjects };
  };
  return [
    ofHazards("new", "今日新登记", registered),
    ofHazards("closed", "今日销号", closed),
    ofHazards("open", "未销号", sum(open)),
    ofLight("red", "红灯"),
    ofLight("yellow", "黄灯"),
    ofHazards("verify", "待复查", sum(open.filter(({ state }) => state === "verify_requested"))),
    ofHazards("major", "重大隐患", majors),
    ofHazards("all", "累计登记", inAll),
    ofHazards("closedAll", "累计销号", closedInAll),
    ofTasks("handed", "本期已报", inStates(current, ["submitted", "done"])),
    ofTasks(
      "owed",
      "本期应报",
      current.filter(({ state }) => state !== "cancelled"),
    ),
    ofTasks("unsigned", "本期未签收", inStates(current, ["issued"])),
  ];
}

/** What has risen to the conveners, what waits in the office, what is to be decided, what is listed; left out when there is none. */
export function raisedLists(
  { raised: { risen, held }, hazards }: Counted,
  decisions: readonly Decision[],
  listed: readonly string[],
): KeptList[] {
  const list = (
    key: string,
    name: string,
    unit: string,
    subjects: readonly string[],
    others = 0,
  ): KeptList => ({ key, name, unit, count: others + subjects.length, subjects: [...subjects] });
  const waiting = [...new Set(held.map(({ subject }) => subject))];
  const waits = hazards.waits.reduce((all, { count }) => all + count, 0);
  return [
    list(
      "decide",
      "请决定",
      "件",
      decisions.map(({ subject }) => subject),
    ),
    list("listed", "挂牌督办", "条", listed),
    list("risen", "久拖未办", "条", risen, hazards.risen),
    list("waiting", "办公室待办", "件", waiting, waits),
  ].filter(({ count }) => count > 0);
}

/** The bars of the chart, the lines of the table, and the duties that are owed. */
export function partLists(
  { hazards: { open } }: Counted,
  lines: readonly UnitLine[],
  tasks: readonly Task[],
  moment: Moment,
): KeptList[] {
  const { focus_points: points } = moment.campaign;
  const late = (unit: string) =>
    tasks.filter((task) => task.unit === unit && isTaskLate(task, moment)).map(({ id }) => `task:${id}`);
  return [
    ...dutyLists(tasks, moment),
    ...points.map(({ key, short }) =>
      ofHazards(`focus:${key}`, short, sum(open.filter(({ focus }) => focus === key))),
    ),
    ...lines.map(({ key = "", unit, open: count }) => ofHazards(`unit:${key}`, unit, count)),
    ...lines
      .filter(({ isSlow }) => isSlow)
      .map(({ key = "", unit, late: count = 0 }) => ({
        ...ofHazards(`late:${key}`, `${unit}未按期`, count),
        subjects: late(key),
      })),
  ].filter(({ count }) => count > 0);
}
