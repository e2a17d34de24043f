import type { TrayItem } from "../../cards/tray.ts";
import { isOffice, ownUnits } from "../campaign/people.ts";
import { askIn } from "../hazards/asked.ts";
import { isOpen } from "../hazards/hazard.ts";
import { askingHazards, hazardsOf, openHazards, subjectOf as hazardSubject } from "../hazards/store.ts";
import { openTasks, tasksByIds, subjectOf as taskSubject } from "../tasks/store.ts";
import type { Person, Turn } from "../turn.ts";
import { owedAsks, owedHazard, owedTask, type Owed } from "./items.ts";

/** Everything in the district that waits for somebody. */
export async function owedItems(turn: Turn): Promise<Owed[]> {
  const [tasks, hazards] = [await openTasks(turn), await openHazards(turn)];
  return [
    ...tasks.flatMap((task) => owedTask(turn, task)),
    ...hazards.flatMap((hazard) => owedHazard(turn, hazard)),
  ];
}

/** The same without the course of each hazard, of which there may be any number: tasks, and answers that are wanted. */
export async function owedBeside(turn: Turn): Promise<Owed[]> {
  const [tasks, asking] = [await openTasks(turn), await askingHazards(turn)];
  return [
    ...tasks.flatMap((task) => owedTask(turn, task)),
    ...asking.flatMap((hazard) => owedAsks(turn, hazard)),
  ];
}

/** What of these things still waits for somebody. */
export async function owedOf(turn: Turn, subjects: readonly string[]): Promise<Owed[]> {
  const idsOf = (kind: string) =>
    subjects.filter((each) => each.startsWith(kind)).map((each) => each.slice(kind.length));
  const asked = subjects.flatMap((each) => askIn(each)?.hazardId ?? []);
  const tasks = await tasksByIds(turn, idsOf("task:"));
  const hazards = await hazardsOf(turn, [...new Set([...idsOf("hazard:"), ...asked])]);
  return [
    ...tasks.flatMap((task) => owedTask(turn, task)),
    ...hazards.filter(isOpen).flatMap((hazard) => owedHazard(turn, hazard)),
  ];
}

/** What waits for one person, and what of their units, or found by them, waits for others. */
export async function waitingFor(turn: Turn, person: Person): Promise<{ mine: Owed[]; others: TrayItem[] }> {
  const units = ownUnits(person);
  const whose = { units, office: isOffice(person), finder: person.id };
  const [tasks, hazards] = [await openTasks(turn, whose), await openHazards(turn, whose)];
  const owed = [
    ...tasks.flatMap((task) => owedTask(turn, task)),
    ...hazards.flatMap((hazard) => owedHazard(turn, hazard)),
  ];
  const own = new Set([
    ...tasks.filter(({ unit }) => units.includes(unit)).map(taskSubject),
    ...hazards
      .filter(({ leadUnit, finder }) => units.includes(leadUnit) || finder === person.id)
      .map(hazardSubject),
  ]);
  const mine = owed.filter(({ isFor }) => isFor(person));
  const others = owed.filter((each) => !mine.includes(each) && own.has(each.subject));
  return { mine, others: others.map(({ row }) => row) };
}
