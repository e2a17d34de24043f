import { In, IsNull } from "typeorm";
import type { SeatName } from "../campaign/definition.ts";
import { PersonTable, SeatTable } from "../campaign/people.ts";
import type { Person, Turn } from "../turn.ts";
import { SEAT_WORDS } from "./absence.ts";
import { NEVER_COVERED } from "./covering.ts";

/** Somebody of a body, with the seats that are their own. */
export type Sitter = { id: string; name: string; unit: string; seats: readonly SeatName[] };

/** Who sits in these bodies in their own right, whether they are there or on leave. */
export async function sittersOf(turn: Turn, units: readonly string[]): Promise<Sitter[]> {
  const rows = await turn.tx.getRepository(SeatTable).find({
    where: { districtId: turn.district, unit: In([...units]), untilAt: IsNull(), covers: IsNull() },
    order: { id: "ASC" },
  });
  const ids = [...new Set(rows.map(({ personId }) => personId))];
  const people = await turn.tx.getRepository(PersonTable).findBy({ districtId: turn.district, id: In(ids) });
  return units.flatMap((unit) =>
    people
      .map(({ id, name }): Sitter => {
        const own = rows.filter((row) => row.unit === unit && row.personId === id);
        const seats = own.map(({ seat }) => seat).filter((seat) => !NEVER_COVERED.includes(seat));
        return { id, name, unit, seats };
      })
      .filter(({ seats }) => seats.length > 0)
      .toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)),
  );
}

/** The bodies in which a person may be away: the meeting gives nobody chores. */
export const bodiesOf = ({ seats }: Person): string[] => [
  ...new Set(seats.map(({ unit }) => unit).filter((unit) => unit !== "meeting")),
];

/** `负责人、联络员` */
export const seatsInWords = (seats: readonly SeatName[]): string =>
  [...new Set(seats)].map((seat) => SEAT_WORDS[seat]).join("、");
