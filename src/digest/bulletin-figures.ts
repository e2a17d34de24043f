import type { UnitLine } from "../../cards/digest-view.ts";
import type { Rate } from "../../cards/bulletin-view.ts";
import type { Calendar } from "../campaign/calendar.ts";
import type { Campaign } from "../campaign/definition.ts";
import type { Day } from "../dates.ts";
import { OLD_AFTER } from "../hazards/clocks.ts";
import type { CutOff, UnitCount } from "../hazards/counted.ts";
import { isOverdue, type Task } from "../tasks/task.ts";
import { dutiesOf, listsOfDuties, type DutyProgress } from "./bulletin-duties.ts";
import type { KeptList } from "./figures.ts";
import type { Interview } from "./interviews.ts";
import { unitLight } from "./unit-line.ts";

/** A hazard that a bulletin names; no person is named. */
export type Named = { id: string; number: number; enterprise: string; unit: string; note: string };

export type BulletinUnit = {
  key: string;
  name: string;
  short: string;
  light: UnitLine["light"];
  found: number;
  closed: number;
  open: number;
  overdue: number;
  onTime: Rate;
};

/** What a bulletin says in numbers, frozen at its cut-off, each with the list behind it. */
export type BulletinFigures = {
  from: string;
  until: string;
  fromOn: Day;
  untilOn: Day;
  cutOff: CutOff;
  /** The place in the history at which the period before ended; bulletins of before have none. */
  since?: number | null;
  lists: KeptList[];
  closing: Rate;
  onTime: Rate;
  /** In yuan; all penalties of the period. */
  fines: number;
  units: BulletinUnit[];
  majors: Named[];
  shutDown: Named[];
  untrue: Named[];
  backlog: Named[];
  duties: DutyProgress[];
  /** The office's own; bulletins of before 0.3 have none. */
  interviews?: Interview[];
};

/** What was counted and looked up. */
export type BulletinCounted = Pick<
  BulletinFigures,
  "fines" | "majors" | "shutDown" | "untrue" | "backlog"
> & {
  units: readonly UnitCount[];
  tasks: readonly Task[];
  /** Hazards with an act of the period: asked of the history once, kept by name. */
  byAct: { listed: string[]; shutDown: string[]; penalized: string[]; untrue: string[] };
};

export type BulletinMoment = Pick<
  BulletinFigures,
  "from" | "until" | "fromOn" | "untilOn" | "cutOff" | "since"
> & {
  campaign: Campaign;
  calendar: Calendar;
};

const sumOf = (units: readonly UnitCount[], key: Exclude<keyof UnitCount, "unit">): number =>
  units.reduce((sum, unit) => sum + unit[key], 0);

/** What was counted → the bulletin's figures. Nothing here is typed by anybody. */
export function bulletinFigures(counted: BulletinCounted, moment: BulletinMoment): BulletinFigures {
  const { campaign, calendar: _calendar, ...when } = moment;
  const { units, tasks, byAct, ...named } = counted;
  const duties = dutiesOf(campaign, tasks, when);
  const list = (key: Exclude<keyof UnitCount, "unit">, name: string): KeptList => ({
    key,
    name,
    unit: "条",
    count: sumOf(units, key),
    subjects: [],
  });
  const kept = (key: string, name: string, ids: readonly string[]): KeptList => ({
    key,
    name,
    unit: "条",
    count: ids.length,
    subjects: ids.map((id) => `hazard:${id}`),
  });
  return {
    ...when,
    ...named,
    lists: [
      list("found", "本期发现"),
      list("closed", "本期销号"),
      list("open", "未销号"),
      list("overdue", "逾期未改"),
      list("major", "重大隐患"),
      kept("listed", "挂牌督办", byAct.listed),
      kept("shutDown", "关闭取缔", byAct.shutDown),
      kept("penalized", "行政处罚", byAct.penalized),
      kept("untrue", "销号不实", byAct.untrue),
      list("foundAll", "累计发现"),
      list("closedAll", "累计销号"),
      list("due", "本期到期"),
      list("onTime", "按期销号"),
      ...listsOfDuties(duties),
    ],
    closing: { part: sumOf(units, "closedAll"), whole: sumOf(units, "foundAll") },
    onTime: { part: sumOf(units, "onTime"), whole: sumOf(units, "due") },
    units: campaign.units.map((unit) =>
      unitOf(
        unit,
        units.find((each) => each.unit === unit.key),
        tasks.filter((task) => task.unit === unit.key),
        moment,
      ),
    ),
    duties,
  };
}

function unitOf(
  { key, name, short }: Campaign["units"][number],
  counted: UnitCount | undefined,
  tasks: readonly Task[],
  { calendar, untilOn }: BulletinMoment,
): BulletinUnit {
  const { found = 0, closed = 0, open = 0, overdue = 0, due = 0, onTime = 0 } = counted ?? {};
  const { red = 0, longOverdue = 0 } = counted ?? {};
  const longAgo = calendar.addWorkdays(untilOn, -OLD_AFTER);
  const late = tasks.filter((task) => isOverdue(task, untilOn)).length;
  const longLate = tasks.filter((task) => isOverdue(task, longAgo)).length;
  const { light } = unitLight({ red: red + late, old: longOverdue + longLate, due, onTime });
  return { key, name, short, light, found, closed, open, overdue, onTime: { part: onTime, whole: due } };
}
