import type { RowView } from "../../cards/buttons.ts";
import { litTag } from "../../cards/elements.ts";
import { tagOf, type QueueItem } from "../../cards/queue.ts";
import { deadlineInWords } from "../../cards/deadline.ts";
import { deadlineOf } from "../campaign/deadline.ts";
import { unitName } from "../campaign/definition.ts";
import { ownUnits } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import type { Person, Turn } from "../turn.ts";
import { ballOf, reviewClock } from "./ball.ts";
import { openTasks, subjectOf, tasksOf } from "./store.ts";
import { isOpen, wantedOn, type Task } from "./task.ts";

export type OwnRow = RowView & { subject: string };

const ENDED: Partial<Record<Task["state"], string>> = {
  submitted: "等待办公室审核",
  done: "已办结",
  cancelled: "撤销",
};

/** One task as a row of a list. */
export function taskRow(turn: Turn, task: Task): OwnRow {
  const wanted = wantedOn(task);
  const { light } = ballOf(turn, task);
  const moved = task.movedTo ? `（原定${shortDay(task.dueOn)}）` : "";
  const line = isOpen(task)
    ? `${deadlineInWords(deadlineOf(turn, wanted))}${moved}`
    : (ENDED[task.state] ?? "");
  return {
    subject: subjectOf(task),
    title: task.title,
    lines: [`${unitName(turn.campaign, task.unit)} · ${line}`],
    act: "open.task",
    id: task.id,
    rev: 0,
    tag: task.state === "submitted" ? tagOf(reviewItem(turn, task)) : litTag(light, task.state === "issued"),
    alarm: light === "red",
  };
}

/** The tasks of a person's units that still want something of them. */
export async function openTaskRows(turn: Turn, person: Person): Promise<OwnRow[]> {
  const tasks = await tasksOf(turn, ownUnits(person));
  return tasks
    .filter((task) => isOpen(task) || task.state === "submitted")
    .map((task) => taskRow(turn, task));
}

/** A report that waits for review, with its age. */
export const reviewItem = (turn: Turn, task: Task): QueueItem => ({
  kind: "review",
  title: `审核：${task.title}`,
  unit: unitName(turn.campaign, task.unit),
  act: "open.task",
  id: task.id,
  ...reviewClock(turn, task),
});

/** What waits for the office's review or answer. */
export async function reviewItems(turn: Turn): Promise<QueueItem[]> {
  const atOffice = await openTasks(turn, { units: [], office: true });
  const waiting = atOffice.filter(({ state }) => state === "submitted");
  const asked = atOffice.filter(({ state }) => state === "accepted" || state === "in_progress");
  return [
    ...waiting.map((task) => reviewItem(turn, task)),
    ...asked.flatMap((task) => extensionItem(turn, task) ?? []),
  ];
}

/** A request for more time that the office has not answered, with its age. */
export function extensionItem({ calendar, campaign, today }: Turn, task: Task): QueueItem | null {
  const { id, title, unit, extension } = task;
  if (extension?.state !== "requested") return null;
  return {
    kind: "extension",
    title: `延期：${title}`,
    unit: unitName(campaign, unit),
    act: "open.task",
    id,
    waited: calendar.workdaysBetween(extension.askedOn, today),
    limit: campaign.extensions.decide_within,
  };
}
