import { In, IsNull } from "typeorm";
import { newRowId } from "../db/ids.ts";
import { seatChanges, type Unbound, type Wanted } from "../seats/changes.ts";
import { leaveSeats, tellHandovers } from "../seats/standing-up.ts";
import { keepUnbound } from "../seats/unbound.ts";
import type { Turn } from "../turn.ts";
import type { SeatName } from "./definition.ts";
import { record } from "./history.ts";
import { PersonTable, SeatTable } from "./people.ts";
import { refreshAllTrays } from "./trays.ts";

/** A roster row whose person Feishu knows. */
export type Seated = { unit: string; seat: SeatName; name: string; title: string; openId: string };

/**
 * Brings people and seats in line with the roster: new people sit down, those no longer named stand up, and what
 * they leave open is handed over. A seat that was left keeps its row, with the instant it was left at.
 */
export async function seatRoster(
  turn: Turn,
  rows: readonly Seated[],
  unbound: readonly Unbound[],
): Promise<void> {
  const people = await knowPeople(turn, rows);
  const seats = turn.tx.getRepository(SeatTable);
  const taken = await seats.findBy({ districtId: turn.district, untilAt: IsNull(), covers: IsNull() });
  const names = await turn.tx
    .getRepository(PersonTable)
    .findBy({ districtId: turn.district, id: In(taken.map(({ personId }) => personId)) });
  const held = taken.map((row) => ({
    ...row,
    name: names.find(({ id }) => id === row.personId)?.name ?? "",
  }));
  const wanted = rows.flatMap(({ openId, ...row }): Wanted[] => {
    const personId = people.get(openId);
    return personId ? [{ ...row, personId }] : [];
  });
  const { takes, leaves, adopts } = seatChanges(held, wanted, unbound);
  for (const take of takes) await sitDown(turn, take, null);
  const ids = adopts.map(({ id }) => id);
  if (ids.length > 0) await seats.update({ districtId: turn.district, id: In(ids) }, { grantedBy: null });
  const left = new Set(leaves.map(({ id }) => id));
  await leaveSeats(
    turn,
    taken.filter(({ id }) => left.has(id)),
    "",
  );
  await keepUnbound(turn, unbound);
  await tellHandovers(turn);
}

/** Somebody takes a seat, named by the roster or let in by the office. */
export async function sitDown(
  turn: Turn,
  { unit, seat, personId, name, title }: Wanted,
  grantedBy: string | null,
): Promise<void> {
  await turn.tx.getRepository(SeatTable).insert({
    id: newRowId(turn.now),
    districtId: turn.district,
    unit,
    seat,
    personId,
    title,
    sinceAt: turn.now,
    untilAt: null,
    covers: null,
    fromOn: null,
    toOn: null,
    grantedBy,
  });
  refreshAllTrays(turn);
  const words = `${name}就任${title || seat}`;
  record(turn, { subject: `seat:${unit}`, by: grantedBy, act: "seat.take", words });
}

/** Everyone named who is still there, by open_id; a changed name is taken over. */
async function knowPeople(turn: Turn, rows: readonly Seated[]): Promise<Map<string, string>> {
  const people = turn.tx.getRepository(PersonTable);
  const named = new Map(rows.map(({ openId, name }) => [openId, name]));
  if (named.size === 0) return new Map();
  const known = await people.findBy({ districtId: turn.district, openId: In([...named.keys()]) });
  const ids = new Map(known.map(({ openId, id }) => [openId, id]));
  for (const { id, openId, name, leftAt } of known) {
    const now = named.get(openId);
    if (leftAt !== null) ids.delete(openId);
    else if (now !== undefined && now !== name)
      await people.update({ districtId: turn.district, id }, { name: now });
  }
  for (const [openId, name] of named) {
    if (known.some((each) => each.openId === openId)) continue;
    const id = newRowId(turn.now);
    await people.insert({ id, districtId: turn.district, openId, name });
    ids.set(openId, id);
  }
  return ids;
}
