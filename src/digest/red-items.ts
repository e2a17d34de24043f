import type { Raised, RedItem, RedUnit } from "../../cards/digest-view.ts";
import { unitName, type Unit } from "../campaign/definition.ts";
import { dayInWords, type Day } from "../dates.ts";
import type { Pace } from "../hazards/counted.ts";
import { lightOf } from "../hazards/clocks.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { isOverdue, wantedOn } from "../tasks/task.ts";
import type { Counted, LitTask, Moment } from "./figures.ts";

/** The first red ones, each with who lets it wait: hazards of units by number, then tasks, then what others hold. */
export const redItems = (
  { redHazards, redWaiting, raised, handsOf }: Counted,
  lit: readonly LitTask[],
  moment: Moment,
): RedItem[] => [
  ...redHazards.map((hazard) => redHazard(hazard, moment)),
  ...lit.filter(({ light }) => light === "red").map((each) => redTask(each, handsOf(each.task), moment)),
  ...heldRed(raised),
  ...redWaiting,
];

const NOT_UNITS = "办公室和复查人";

/** How many red ones each unit has, in the plan's order, and how many of all those lie with the office or a verifier. */
export function redUnits(
  paces: readonly Pace[],
  lit: readonly LitTask[],
  units: readonly Unit[],
  inAll: number,
): RedUnit[] {
  const ofUnits = units
    .map(({ key, short }) => ({
      unit: short,
      count:
        (paces.find(({ unit }) => unit === key)?.red ?? 0) +
        lit.filter(({ task, light }) => task.unit === key && light === "red").length,
    }))
    .filter(({ count }) => count > 0);
  const others = inAll - ofUnits.reduce((sum, { count }) => sum + count, 0);
  return others > 0 ? [...ofUnits, { unit: NOT_UNITS, count: others }] : ofUnits;
}

const heldRed = ({ held }: Raised): RedItem[] =>
  held.filter(({ light }) => light === "red").map(({ title, line }) => ({ title, line }));

function redHazard(hazard: Hazard, moment: Moment): RedItem {
  const { today, calendar, campaign } = moment;
  const dueOn = hazard.dueOn ?? today;
  const { cause } = lightOf(hazard, today, calendar, campaign);
  return redItem(
    {
      title: moment.titleOf(hazard),
      unit: hazard.leadUnit,
      who: hazard.person,
      dueOn,
      isLate: today > dueOn,
      cause,
    },
    moment,
  );
}

function redTask({ task, cause }: LitTask, who: string, moment: Moment): RedItem {
  const { title, unit } = task;
  const dueOn = wantedOn(task);
  const isLate = moment.today > dueOn && isOverdue(task, moment.today);
  return redItem({ title, unit, who, dueOn, isLate, cause }, moment);
}

type Red = { title: string; unit: string; who: string; dueOn: Day; isLate: boolean; cause: string };

function redItem(
  { title, unit, who, dueOn, isLate, cause }: Red,
  { today, campaign, calendar }: Moment,
): RedItem {
  const days = Math.max(1, -calendar.workdaysBetween(today, dueOn));
  const why = isLate ? `${dayInWords(dueOn, today)}到期，逾期${days}个工作日` : cause.replace("红灯：", "");
  return { title, line: [unitName(campaign, unit), who, why].filter(Boolean).join(" · ") };
}
