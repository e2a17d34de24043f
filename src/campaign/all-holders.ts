import { rowsBy } from "../db/statements.ts";
import type { Person, Turn } from "../turn.ts";
import type { SeatName } from "./definition.ts";
import { isPresent, standIn } from "./held.ts";
import { ringsOn, seated } from "./people.ts";

/** Everyone who sits in one of these seats of a unit, as `holders` would say. */
export type Holders = (unit: string, seats: readonly SeatName[]) => Promise<Person[]>;

/** Answers for every unit from what was asked once: a morning asks for each step of each thing. */
export function askAllOnce(turn: Turn): Holders {
  let asked: ReturnType<typeof sittingByUnit> | null = null;
  return async (unit, seats) => {
    asked ??= sittingByUnit(turn);
    const sitting = (await asked).get(unit) ?? [];
    return [
      ...new Set(sitting.flatMap(({ seat, person }) => (seats.some((each) => each === seat) ? person : []))),
    ];
  };
}

type Sitting = { seat: string; person: Person };

/** Who sits where in the district, in roster order. */
async function sittingByUnit(turn: Turn): Promise<Map<string, Sitting[]>> {
  const on = ringsOn(turn);
  const people = new Map((await seated(turn, { where: "1 = 1", values: [] })).map((each) => [each.id, each]));
  const held = await rowsBy(
    turn.tx,
    `SELECT h.unit AS unit, h.seat AS seat, h.person_id AS person FROM seat h ${standIn}
     WHERE h.district_id = ? AND ${isPresent} ORDER BY h.id`,
    [on, on, turn.district, on, on],
    ({ unit, seat, person }) => ({
      unit: String(unit),
      seat: String(seat),
      person: people.get(String(person)),
    }),
  );
  const byUnit = new Map<string, Sitting[]>();
  for (const { unit, seat, person } of held) {
    if (!person) continue;
    const known = byUnit.get(unit);
    if (known) known.push({ seat, person });
    else byUnit.set(unit, [{ seat, person }]);
  }
  return byUnit;
}
