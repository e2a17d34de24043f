import type { DutyLine } from "../../cards/digest-view.ts";
import type { Campaign } from "../campaign/definition.ts";
import { dayInWords, type Day } from "../dates.ts";
import { isHanded, wantedOn, type Task } from "../tasks/task.ts";
import { dutyList } from "./duty-list.ts";
import type { KeptList, Moment } from "./figures.ts";

/** So many duties that are still owed are named on the card; the others are counted. */
export const DUTIES = 4;
/** The list of what is owed of those others. */
export const OWES_REST = "owesRest";

/** The tasks of the next duty that is due, or of the last one when all are past. */
export function currentTasks(tasks: readonly Task[], today: Day): Task[] {
  const days = tasks.map(({ dueOn }) => dueOn).toSorted();
  const wanted = days.find((dueOn) => dueOn >= today) ?? days.at(-1);
  return tasks.filter(({ dueOn }) => dueOn === wanted);
}

/** `摸底排查阶段，6月30日（周三）止，还剩8个工作日`: the phase that a day lies in. */
export function phaseInWords({ campaign, calendar, today }: Moment): string {
  const phase = campaign.phases.find(({ opens, due }) => opens <= today && today <= due);
  if (!phase) return "";
  const left = calendar.workdaysBetween(today, phase.due);
  return `${phase.name}，${dayInWords(phase.due, today)}止，还剩${left}个工作日`;
}

/** Duties whose day has passed and that somebody still owes. */
const pastDuties = ({ duties }: Campaign, tasks: readonly Task[], today: Day) =>
  duties.flatMap(({ key, name }) => {
    const owed = tasks.filter(({ duty, state }) => duty === key && state !== "cancelled");
    const missing = owed.filter((task) => !isHanded(task) && wantedOn(task) < today);
    return missing.length > 0 ? [{ key, name, owed, missing }] : [];
  });

/** How far the duties are: those that are past and still owed. Each number opens its list. */
export function dutyLines(tasks: readonly Task[], { campaign, today }: Moment): DutyLine[] {
  return pastDuties(campaign, tasks, today).map(({ name, owed, missing }) => ({
    name,
    handed: owed.filter(isHanded).length,
    owed: owed.length,
    missing: missing.length,
  }));
}

/** Who still owes what: by duty for those that the card names, and of all others together, so that a year's duties fit. */
export function dutyLists(tasks: readonly Task[], { campaign, today }: Moment): KeptList[] {
  const past = pastDuties(campaign, tasks, today);
  const owed = past.slice(DUTIES).flatMap(({ missing }) => missing);
  return [
    ...past
      .slice(0, DUTIES)
      .flatMap(({ key, name, owed: all, missing }) => [
        dutyList({ key, name }, "owes", "逾期未报", missing),
        dutyList({ key, name }, "did", "已报", all.filter(isHanded)),
      ]),
    {
      key: OWES_REST,
      name: "逾期未报：其余任务",
      unit: "家次",
      count: owed.length,
      subjects: owed.map(({ id }) => `task:${id}`),
    },
  ];
}
