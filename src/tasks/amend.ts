import { unitName, type Campaign } from "../campaign/definition.ts";
import { dayInWords, type Day } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import { workers } from "../seats/workers.ts";
import type { Turn } from "../turn.ts";
import type { Difference } from "./comparison.ts";
import { redate } from "./extension.ts";
import { saveTask, subjectOf } from "./store.ts";
import { cancel, isOpen, type Task } from "./task.ts";

/** T6 and T7 as the campaign file states them: kept with the reason, and every unit concerned is told. */
export async function amendTasks(turn: Turn, differences: readonly Difference[]): Promise<void> {
  for (const each of differences) {
    if (each.kind === "moved") {
      const words = `期限由${dayInWords(each.from, turn.today)}改为${dayInWords(each.to, turn.today)}：${each.reason}`;
      for (const task of each.tasks) {
        await amend(turn, task, redate(task, each.to), {
          act: "task.move",
          words,
          intent: `moved:${each.to}`,
        });
      }
    }
    if (each.kind === "withdrawn") {
      for (const task of each.tasks) {
        const words = `撤销：${each.reason}`;
        await amend(turn, task, cancel(task, each.reason), {
          act: "task.withdraw",
          words,
          intent: "withdrawn",
        });
      }
    }
  }
}

type Amendment = { act: string; words: string; intent: string };

async function amend(
  turn: Turn,
  before: Task,
  after: Task,
  { act, words, intent }: Amendment,
): Promise<void> {
  await saveTask(turn, before, after, { by: null, act, words });
  for (const { id: person } of await workers(turn, after)) {
    await post(turn, { person }, subjectOf(after), { key: intent });
  }
}

/** `改期：报送第一次工作进展情况，16个单位，由6月25日（周五）改为6月30日（周三）。原因：区里统一调整` */
export function inWords(each: Difference, campaign: Campaign, today: Day): string {
  const day = (on: Day) => dayInWords(on, today);
  if (each.kind === "issued") {
    const late = each.dueOn < today ? "（已过期限，只列入，不推送）" : "";
    return `下达：${each.title}，${whose(each.units)}，${day(each.dueOn)}前报送${late}`;
  }
  const units = whose(each.tasks.map(({ unit }) => unitName(campaign, unit)));
  const what = each.kind === "moved" ? `由${day(each.from)}改为${day(each.to)}` : `原定${day(each.from)}`;
  return `${each.kind === "moved" ? "改期" : "撤销"}：${each.title}，${units}，${what}。原因：${each.reason}`;
}

const NAMED = 3;

const whose = (units: readonly string[]): string =>
  units.length <= NAMED ? units.join("、") : `${units.slice(0, NAMED).join("、")}等${units.length}个单位`;

/** What a task's card says of its change: the day first printed stays visible, with the reason. */
export function changeSaid(
  { campaign, today }: Pick<Turn, "campaign" | "today">,
  task: Task,
  printed: Day | null,
): string | null {
  const change = campaign.changes.findLast(
    ({ duty, units, to }) =>
      duty === task.duty && (units === "all" || units.includes(task.unit)) && to === task.dueOn,
  );
  const reason = change ? `：${change.reason}` : "";
  if (!isOpen(task) || printed === null || printed === task.dueOn) return null;
  return `原定${dayInWords(printed, today)}，已改期${reason}`;
}
