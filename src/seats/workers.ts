import type { Holders } from "../campaign/all-holders.ts";
import type { SeatName } from "../campaign/definition.ts";
import { holders, ringsOn } from "../campaign/people.ts";
import type { Person, Turn } from "../turn.ts";
import { isRunning } from "./absence.ts";
import { agreedIn } from "./absence-store.ts";

const UNIT_SEATS: readonly SeatName[] = ["lead", "deputy", "liaison", "inspector"];

/**
 * Who hears of what a unit works on: its liaison and lead; once it is handed on, whoever took it, and the lead. While
 * the executor is away, whoever covers them; when nobody does, or the executor is gone, it is the unit's again.
 */
export async function workers(
  turn: Turn,
  { unit, executor }: { unit: string; executor: string | null },
  sitting: Holders = (of, seats) => holders(turn, of, seats),
): Promise<Person[]> {
  const present = executor ? await presentFor(turn, unit, executor, sitting) : null;
  if (!present) return sitting(unit, ["liaison", "lead"]);
  const leads = await sitting(unit, ["lead"]);
  return [present, ...leads.filter(({ id }) => id !== present.id)];
}

/** Who took it, or who covers them on the day on which they would be told. */
async function presentFor(
  turn: Turn,
  unit: string,
  executor: string,
  sitting: Holders,
): Promise<Person | null> {
  const here = await sitting(unit, UNIT_SEATS);
  const own = here.find(({ id }) => id === executor);
  if (own) return own;
  const on = ringsOn(turn);
  const leave = (await agreedIn(turn, [unit])).find(
    (each) => each.personId === executor && isRunning(each, on),
  );
  return here.find(({ id }) => id === leave?.coverId) ?? null;
}
