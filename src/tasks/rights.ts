import { unitName } from "../campaign/definition.ts";
import { actsForUnit, isOffice, mayActFor, ownUnits, worksAs } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import type { Person, Turn } from "../turn.ts";
import { isOpen, type Task } from "./task.ts";

type Owned = Pick<Task, "unit" | "executor">;

/** Lead, deputy and liaison act for their unit, and whoever of it took the task when it was handed on, or covers them. */
export const worksOn = (by: Person, { unit, executor }: Owned): boolean =>
  actsForUnit(by, unit) || (worksAs(by, executor) && ownUnits(by).includes(unit));

export function mustActForUnit(turn: Turn, by: Person, task: Owned): void {
  if (worksOn(by, task)) return;
  const { unit } = task;
  throw new Refusal(`这项任务由${unitName(turn.campaign, unit)}办理，您没有办理席位`);
}

/** The office decides; a unit's own lead never decides on that unit (RULES §2.2). */
export function mustDecide(by: Person, { unit }: Pick<Task, "unit">, act: string): void {
  if (!isOffice(by)) throw new Refusal(`只有联席会议办公室可以${act}`);
  if (mayActFor(by, unit, ["lead", "deputy", "liaison"])) {
    throw new Refusal(`这是您本单位的任务，请由办公室其他人员${act}`);
  }
}

/** Somebody of the office who does not speak for the unit itself. */
export const isReviewer = (person: Person, unit: string): boolean =>
  isOffice(person) && !mayActFor(person, unit, ["lead", "deputy", "liaison"]);

/** Whether it waits for this person: its unit, or who took it and the lead, until it is handed in; then a reviewer of another house. */
export function isTurnOf(person: Person, task: Task): boolean {
  const { state, unit, submittedBy, executor } = task;
  if (state !== "submitted") {
    const isTheirs = executor === null || worksAs(person, executor) || mayActFor(person, unit, ["lead"]);
    return isOpen({ state }) && worksOn(person, task) && isTheirs;
  }
  return isReviewer(person, unit) && person.id !== submittedBy;
}
