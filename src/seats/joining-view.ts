import { joiningCard } from "../../cards/joining.ts";
import { isOffice } from "../campaign/people.ts";
import type { Draw } from "../turn.ts";
import { SEAT_WORDS } from "./absence.ts";
import { ASKABLE } from "./joining.ts";
import { getJoining } from "./joining-store.ts";
import { bodyName } from "./view.ts";

/** A request for a seat, for who asks and for the office; nobody else sees it. */
export const drawJoining: Draw = async (turn, id, { person, form }) => {
  const joining = await getJoining(turn, id);
  if (!person || (person.id !== joining.personId && !isOffice(person))) return null;
  const { state, name, unit, seat, remark, reason, personId } = joining;
  const reader = person.id === personId ? ("asker" as const) : ("office" as const);
  const card = joiningCard({
    id,
    reader,
    state,
    name,
    unit: unit ? bodyName(turn, unit) : "",
    seat: SEAT_WORDS[seat],
    remark,
    reason,
    units: turn.campaign.units.map((each) => ({ value: each.key, text: each.name })),
    seats: ASKABLE.map((each) => ({ value: each, text: SEAT_WORDS[each] })),
    form,
  });
  if (state === "drafted") return { card, form: "join.ask" };
  return { card, form: state === "asked" && reader === "office" ? form : null };
};
