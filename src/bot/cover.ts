import { coverCard } from "../../cards/leave.ts";
import { isRunning, isAgreed, spanInWords, type Agreed } from "../seats/absence.ts";
import { getAbsence } from "../seats/absence-store.ts";
import { seatsInWords, sittersOf } from "../seats/people.ts";
import { bodyName } from "../seats/view.ts";
import type { Draw } from "../turn.ts";
import { openRowsOf } from "./open-items.ts";

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
