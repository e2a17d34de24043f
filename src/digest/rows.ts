import type { RowView } from "../../cards/buttons.ts";
import { hazardRow } from "../hazards/rows.ts";
import { allHazards } from "../hazards/store.ts";
import { taskRow } from "../tasks/rows.ts";
import { allTasks } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";

/** The things a list names, as rows, in the list's order. */
export async function rowsFor(turn: Turn, subjects: readonly string[]): Promise<RowView[]> {
  const hazards = new Map((await allHazards(turn)).map((hazard) => [`hazard:${hazard.id}`, hazard]));
  const tasks = new Map((await allTasks(turn)).map((task) => [`task:${task.id}`, task]));
  return subjects.flatMap((subject): RowView[] => {
    const hazard = hazards.get(subject);
    const task = tasks.get(subject);
    if (hazard) return [hazardRow(turn, hazard)];
    return task ? [taskRow(turn, task)] : [];
  });
}
