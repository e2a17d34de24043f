import { hazardRow } from "../hazards/rows.ts";
import { openHazards } from "../hazards/store.ts";
import { taskRow } from "../tasks/rows.ts";
import { tasksOf } from "../tasks/store.ts";
import { isOpen } from "../tasks/task.ts";
import type { Turn } from "../turn.ts";

/** Everything that a unit has still to do, tasks first, each as a row of a card. */
export async function openRowsOf(turn: Turn, unit: string) {
  const tasks = (await tasksOf(turn, [unit])).filter((task) => isOpen(task));
  const hazards = (await openHazards(turn, { units: [unit] })).filter(({ leadUnit }) => leadUnit === unit);
  return [...tasks.map((task) => taskRow(turn, task)), ...hazards.map((hazard) => hazardRow(turn, hazard))];
}
