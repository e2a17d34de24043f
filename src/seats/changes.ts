import type { SeatName } from "../campaign/definition.ts";

/** A seat that somebody sits in now. */
export type Held = {
  id: string;
  unit: string;
  seat: SeatName;
  personId: string;
  name: string;
  /** Who let them in at their own asking; `null` for whoever the roster names. */
  grantedBy: string | null;
};

/** A row of the roster whose person is known. */
export type Wanted = { unit: string; seat: SeatName; personId: string; name: string; title: string };

/** A row of the roster whose person Feishu does not find. */
export type Unbound = { unit: string; seat: SeatName; name: string };

const isSame = (one: Omit<Wanted, "name" | "title">, other: Omit<Wanted, "name" | "title">): boolean =>
  one.unit === other.unit && one.seat === other.seat && one.personId === other.personId;

/**
 * What the roster changes (RULES §2.4): who sits down, who stands up, who was let in and is now named by it. Somebody
 * whom Feishu does not find just now stays seated: an outage, or a number that changed, empties no seat.
 */
export function seatChanges(held: readonly Held[], rows: readonly Wanted[], unbound: readonly Unbound[]) {
  const wanted = rows.filter((row, at) => rows.findIndex((each) => isSame(each, row)) === at);
  const isUnbound = ({ unit, seat, name }: Held): boolean =>
    unbound.some((each) => each.unit === unit && each.seat === seat && each.name === name);
  const isNamed = (seat: Held): boolean => wanted.some((row) => isSame(row, seat));
  return {
    takes: wanted.filter((row) => !held.some((seat) => isSame(row, seat))),
    leaves: held.filter((seat) => seat.grantedBy === null && !isNamed(seat) && !isUnbound(seat)),
    adopts: held.filter((seat) => seat.grantedBy !== null && isNamed(seat)),
  };
}
