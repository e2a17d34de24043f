import { coverCard } from "../../cards/leave.ts";
import { isRunning, isAgreed, spanInWords, type Agreed } from "../seats/absence.ts";
import { getAbsence } from "../seats/absence-store.ts";
import { seatsInWords, sittersOf } from "../seats/people.ts";
import { bodyName } from "../seats/view.ts";
import { OPEN as OPEN_HAZARDS, hazardRow } from "../hazards/rows.ts";
import { hazardsIn } from "../hazards/store.ts";
import { taskRow } from "../tasks/rows.ts";
import { tasksOf } from "../tasks/store.ts";
import { isOpen } from "../tasks/task.ts";
import type { Draw, Turn } from "../turn.ts";

/** Everything that a unit still has to do: tasks first, each as a row. */
export async function openRowsOf(turn: Turn, unit: string) {
  const tasks = (await tasksOf(turn, [unit])).filter((task) => isOpen(task));
  const hazards = (await hazardsIn(turn, OPEN_HAZARDS)).filter(({ leadUnit }) => leadUnit === unit);
  return [...tasks.map((task) => taskRow(turn, task)), ...hazards.map((hazard) => hazardRow(turn, hazard))];
}

const stateOn = (absence: Agreed, today: string) => {
  if (isRunning(absence, today)) return "running";
  return absence.fromOn > today ? "coming" : "over";
};

/** What somebody covers for another: tasks and hazards of the seat, as they are now. */
export const drawCover: Draw = async (turn, id) => {
  const absence = await getAbsence(turn, id);
  const { fromOn, toOn, unit, personId } = absence;
  if (!fromOn || !toOn) return null;
  const who = (await sittersOf(turn, [unit])).find((each) => each.id === personId);
  const state = isAgreed(absence) ? stateOn(absence, turn.today) : "over";
  const rows = state === "over" ? [] : await openRowsOf(turn, unit);
  const view = {
    who: who?.name ?? "",
    unit: bodyName(turn, unit),
    seats: seatsInWords(who?.seats ?? []),
    span: spanInWords({ fromOn, toOn }),
    state,
    rows,
  } as const;
  return { card: coverCard(view) };
};
