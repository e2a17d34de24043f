import type {
  Decision,
  DigestList,
  DutyLine,
  MajorItem,
  QueueAge,
  Raised,
  RedItem,
  RedUnit,
  UnitLine,
} from "../../cards/digest-view.ts";
import type { Calendar } from "../campaign/calendar.ts";
import type { Campaign } from "../campaign/definition.ts";
import { lastDigestDay } from "../campaign/postings.ts";
import { shortDay, type Day } from "../dates.ts";
import type { Count, CutOff } from "../hazards/counted.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { lightOf as taskLight, type TaskLight } from "../tasks/light.ts";
import type { Task } from "../tasks/task.ts";
import { listsOf, partLists, raisedLists } from "./lists.ts";
import { currentTasks, dutyLines, phaseInWords } from "./progress.ts";
import { redItems, redUnits } from "./red-items.ts";
import { unitLine, withoutRates } from "./unit-line.ts";
import { queuesOf } from "./waits.ts";

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
  /** How many red ones each unit has, what is to be decided, the major ones, the phase, duties still owed: later than 0.2. */
  redUnits?: RedUnit[];
  decisions?: Decision[];
  majors?: MajorItem[];
  phase?: string;
  duties?: DutyLine[];
  byFocus: { name: string; count: number }[];
  units: UnitLine[];
  /** What would have to be the same for nothing to have changed. */
  state: string;
  /** The place in the history, and the day's limits, that lists of hazards are had again by. Digests of before have none. */
  cutOff?: CutOff;
  /** Whether it was sent late, and the history's root then, as its foot says; digests of before have it in the group's copy alone. */
  foot?: { late: boolean; root: string };
  /** The campaign ends with it. */
  isLast?: boolean;
  /** The place in the history after which no hazard has moved to another state. */
  unmovedSince?: number;
};

/** Hazards as counted, the first red ones, and since when none has moved; tasks, which are few, one by one. */
export type Counted = {
  hazards: Count;
  redHazards: readonly Hazard[];
  /** The first that are red while they wait for the office or a verifier. */
  redWaiting: readonly RedItem[];
  unmovedSince: number;
  tasks: readonly Task[];
  raised: Raised;
  decisions: readonly Decision[];
  /** The first major ones, and which are listed. */
  majors: readonly MajorItem[];
  listed: readonly string[];
  /** Who of a unit has its tasks, for those that are red. */
  handsOf: (task: Task) => string;
};
export type Moment = {
  today: Day;
  campaign: Campaign;
  calendar: Calendar;
  signBy: (task: Task) => Day;
  /** `隐患0012 甲中学` */
  titleOf: (hazard: Hazard) => string;
};

export type LitTask = { task: Task } & TaskLight;

/** What was counted → the day's figures. Nothing here is typed by anybody. */
export function figuresOf(counted: Counted, moment: Moment): Figures {
  const { today, campaign, calendar, signBy } = moment;
  const { hazards, tasks, unmovedSince, raised, decisions, majors, listed } = counted;
  const { open: groups, paces, registered, closed, inAll, closedInAll, cutOff } = hazards;
  const lit = tasks.map((task) => ({ task, ...taskLight(task, today, calendar, signBy(task)) }));
  const current = currentTasks(tasks, today);
  const units = withoutRates(
    campaign.units.map((unit) => unitLine(unit, { groups, paces, lit }, current, moment)),
  );
  const lists = [
    ...listsOf(counted, lit, current),
    ...raisedLists(counted, decisions, listed),
    ...partLists(counted, units, tasks, moment),
  ];
  const queues = [...raised.queues, ...queuesOf(hazards.waits, cutOff.marks, calendar)];
  const countOf = (key: string) => lists.find((list) => list.key === key)?.count ?? 0;
  const red = countOf("red");
  return {
    headline: headline(red, countOf("handed"), countOf("owed")),
    registered,
    closed,
    open: countOf("open"),
    red,
    yellow: countOf("yellow"),
    registeredInAll: inAll,
    closedInAll,
    redItems: redItems(counted, lit, moment),
    redUnits: redUnits(paces, lit, campaign.units, red),
    lists,
    queues,
    decisions: [...decisions],
    majors: [...majors],
    phase: phaseInWords(moment),
    duties: dutyLines(tasks, moment),
    byFocus: campaign.focus_points
      .map(({ key, short }) => ({ name: short, count: countOf(`focus:${key}`) }))
      .filter(({ count }) => count > 0)
      .toSorted((one, other) => other.count - one.count),
    units,
    state: JSON.stringify([
      unmovedSince,
      tasks.map(({ id, state }) => [id, state]),
      red,
      countOf("yellow"),
      listed,
      [countOf("risen"), ...queues.map(({ late }) => late)],
      decisions.map(({ subject }) => subject),
    ]),
    cutOff,
    unmovedSince,
    ...(today === lastDigestDay(campaign, calendar) ? { isLast: true } : {}),
  };
}

function headline(reds: number, handed: number, current: number): string {
  const lights = reds > 0 ? `红灯${reds}条` : "没有红灯";
  return current > 0 ? `${lights}；本期已报${handed}/${current}家` : lights;
}

/** `6/18` */
export const tick = (on: Day): string => shortDay(on).replace("月", "/").replace("日", "");
