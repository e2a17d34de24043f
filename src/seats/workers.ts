import type { SeatName } from "../campaign/definition.ts";
import { holders } from "../campaign/people.ts";
import type { Person, Turn } from "../turn.ts";

const UNIT_SEATS: readonly SeatName[] = ["lead", "deputy", "liaison", "inspector"];

/**
 * Who hears of what a unit works on: its liaison and lead; once it is handed on, whoever took it, and the lead. While
 * the executor is away or gone, it is the unit's again.
 */
export async function workers(
  turn: Turn,
  { unit, executor }: { unit: string; executor: string | null },
): Promise<Person[]> {
  const present = executor ? (await holders(turn, unit, UNIT_SEATS)).filter(({ id }) => id === executor) : [];
  if (present.length === 0) return holders(turn, unit, ["liaison", "lead"]);
  const leads = await holders(turn, unit, ["lead"]);
  return [...present, ...leads.filter(({ id }) => id !== executor)];
}
