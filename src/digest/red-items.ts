import type { Raised, RedItem } from "../../cards/digest-view.ts";
import { unitName } from "../campaign/definition.ts";
import { dayInWords, type Day } from "../dates.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { isOverdue, wantedOn } from "../tasks/task.ts";
import type { Counted, LitTask, Moment } from "./figures.ts";

/** The first red ones, each with who lets it wait: hazards of units by number, then tasks, then what others hold. */
export const redItems = (
  { redHazards, raised }: Counted,
  lit: readonly LitTask[],
  moment: Moment,
): RedItem[] => [
  ...redHazards.map((hazard) => redHazard(hazard, moment)),
  ...lit.filter(({ light }) => light === "red").map(({ task }) => redTask(task, moment)),
  ...heldRed(raised),
];

const heldRed = ({ held }: Raised): RedItem[] =>
  held.filter(({ light }) => light === "red").map(({ title, line }) => ({ title, line }));

function redHazard(hazard: Hazard, moment: Moment): RedItem {
  const dueOn = hazard.dueOn ?? moment.today;
  const isLate = moment.today > dueOn;
  return redItem({ title: moment.titleOf(hazard), unit: hazard.leadUnit, dueOn, isLate }, moment);
}

function redTask(task: LitTask["task"], moment: Moment): RedItem {
  const { title, unit } = task;
  const dueOn = wantedOn(task);
  const isLate = moment.today > dueOn && isOverdue(task, moment.today);
  return redItem({ title, unit, dueOn, isLate }, moment);
}

type Red = { title: string; unit: string; dueOn: Day; isLate: boolean };

function redItem({ title, unit, dueOn, isLate }: Red, { today, campaign, calendar }: Moment): RedItem {
  const days = Math.max(1, -calendar.workdaysBetween(today, dueOn));
  const why = isLate ? `${dayInWords(dueOn, today)}到期，逾期${days}个工作日` : "多次退回";
  return { title, line: `${unitName(campaign, unit)} · ${why}` };
}
