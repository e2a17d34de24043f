import type { Calendar } from "../campaign/calendar.ts";
import { changesOf, dueFor, owingUnits } from "../campaign/changes.ts";
import { unitName, type Campaign, type Change, type Duty } from "../campaign/definition.ts";
import { opensOn, phaseOf } from "../campaign/plan.ts";
import type { Day } from "../dates.ts";
import type { Task } from "./task.ts";

/** One thing that the campaign file would do to tasks, with the units it concerns. */
export type Difference =
  | { kind: "issued"; duty: string; title: string; units: string[]; dueOn: Day }
  | { kind: "moved"; title: string; tasks: Task[]; from: Day; to: Day; reason: string }
  | { kind: "withdrawn"; title: string; tasks: Task[]; from: Day; reason: string };

export type Comparison = { differences: Difference[]; refused: string[] };

type Found = Exclude<Difference, { kind: "issued" }> | { kind: "refused"; words: string } | null;

const LEAST_WORKDAYS = 2;
/** A version sent back has a day of its own; what is handed in or ended stays as it was. */
const MOVABLE: readonly Task["state"][] = ["issued", "accepted", "in_progress"];

/**
 * What the campaign file says of duties, against the tasks that were issued. A day moves, or a task is withdrawn, only by a
 * line of `changes` that gives the reason (RULES §7 T6, T7); whatever else differs is refused, with the line to write.
 */
export function compare(
  campaign: Campaign,
  calendar: Calendar,
  tasks: readonly Task[],
  today: Day,
): Comparison {
  const found = tasks.map((task) => differenceOf(campaign, calendar, task, today));
  const refused = found.flatMap((each) => (each?.kind === "refused" ? [each.words] : []));
  const changed = found.flatMap((each) => (each && each.kind !== "refused" ? [each] : []));
  return {
    differences: [...newTasks(campaign, calendar, tasks, today), ...merged(changed)],
    refused: [...new Set(refused)],
  };
}

function differenceOf(campaign: Campaign, calendar: Calendar, task: Task, today: Day): Found {
  const { title, unit, dueOn: from, state } = task;
  const duty = campaign.duties.find(({ key }) => key === task.duty);
  const kept = duty && owes(campaign, duty, unit);
  if (!duty || !kept) return { kind: "refused", words: removed(task, duty) };
  const to = dueFor(campaign, duty, unit);
  const change = changesOf(campaign, duty.key, unit).at(-1);
  if (to === from || (!MOVABLE.includes(state) && (to !== null || state !== "returned"))) return null;
  if (!change || !isStep(campaign, duty, task)) return { kind: "refused", words: unsaid(task, to) };
  if (to === null) return { kind: "withdrawn", title, tasks: [task], from, reason: change.reason };
  const earliest = calendar.addWorkdays(today, LEAST_WORKDAYS);
  const words = tooLate(task, to, { today, earliest });
  return words
    ? { kind: "refused", words }
    : { kind: "moved", title, tasks: [task], from, to, reason: change.reason };
}

const owes = (campaign: Campaign, duty: Duty, unit: string): boolean =>
  campaign.units.some(({ key }) => key === unit) &&
  (owingUnits(campaign, duty).some(({ key }) => key === unit) || dueFor(campaign, duty, unit) === null);

/** The day in the database is one that the file once said: the printed one, or that of an earlier change. */
const isStep = (campaign: Campaign, duty: Duty, { unit, dueOn }: Task): boolean =>
  [duty.due, ...changesOf(campaign, duty.key, unit).map(({ to }: Change) => to)].includes(dueOn);

const lineFor = (task: Task, to: string, units = "") =>
  `- { duty: ${task.duty}${units}, from: ${task.dueOn}, to: ${to}, reason: 写明原因 }`;

/** The duty, or the unit, is gone from the file. */
function removed(task: Task, duty: Duty | undefined): string {
  const what = duty ? `单位 ${task.unit} 已有任务 ${task.duty}` : `任务 ${task.duty} 已下达`;
  const units = duty ? `, units: [${task.unit}]` : "";
  return `${what}，不能从文件里删去。请写回原样；要撤销，在 changes 里加一行：${lineFor(task, "withdrawn", units)}`;
}

/** The day was changed in place, or the line that changed it was taken out. */
const unsaid = (task: Task, to: Day | null): string =>
  `任务 ${task.duty} 已下达，期限是 ${task.dueOn}，不能改成 ${to ?? "撤销"}。` +
  `请写回原样，再在 changes 里加一行：${lineFor(task, to ?? "withdrawn")}`;

/** T7 holds before the day only, and leaves time to act. */
function tooLate(
  { duty, dueOn }: Task,
  to: Day,
  { today, earliest }: { today: Day; earliest: Day },
): string | null {
  if (dueOn < today)
    return `任务 ${duty} 的期限 ${dueOn} 已过，不能再改期。请删去 changes 里的这一行，未报的单位照常补报`;
  if (to < earliest)
    return `任务 ${duty} 的新期限 ${to} 太近，至少留${LEAST_WORKDAYS}个工作日，最早 ${earliest}`;
  return null;
}

/** What the next start would issue: duties of phases that are open, for units that have no task yet. */
function newTasks(campaign: Campaign, calendar: Calendar, tasks: readonly Task[], today: Day): Difference[] {
  const there = new Set(tasks.map(({ duty, unit }) => `${duty}|${unit}`));
  return campaign.duties
    .filter((duty) => opensOn(calendar, phaseOf(campaign, duty)) <= today)
    .flatMap((duty) => {
      const fresh = owingUnits(campaign, duty).filter(({ key }) => !there.has(`${duty.key}|${key}`));
      const days = [...new Set(fresh.map(({ key }) => dueFor(campaign, duty, key) ?? duty.due))];
      return days.map((dueOn): Difference => ({
        kind: "issued",
        duty: duty.key,
        title: duty.name,
        dueOn,
        units: fresh
          .filter(({ key }) => (dueFor(campaign, duty, key) ?? duty.due) === dueOn)
          .map(({ key }) => unitName(campaign, key)),
      }));
    });
}

/** The same change for many units is one difference. */
function merged(found: readonly Exclude<Difference, { kind: "issued" }>[]): Difference[] {
  const groups = new Map<string, Exclude<Difference, { kind: "issued" }>>();
  for (const each of found) {
    const name = JSON.stringify([
      each.kind,
      each.title,
      each.from,
      each.kind === "moved" ? each.to : "",
      each.reason,
    ]);
    const known = groups.get(name);
    groups.set(name, known ? { ...known, tasks: [...known.tasks, ...each.tasks] } : each);
  }
  return [...groups.values()];
}
