import { In, IsNull } from "typeorm";
import { newRowId } from "../db/ids.ts";
import type { Turn } from "../turn.ts";
import type { SeatName } from "./definition.ts";
import { record } from "./history.ts";
import { PersonTable, SeatTable } from "./people.ts";
import { refreshAllTrays } from "./trays.ts";

/** A roster row whose person Feishu knows. */
export type Seated = { unit: string; seat: SeatName; name: string; title: string; openId: string };

/**
 * Brings people and seats in line with the roster: new people sit down, those no longer named stand up.
 * A seat that was left keeps its row, with the instant it was left at.
 */
export async function seatRoster(turn: Turn, rows: readonly Seated[]): Promise<void> {
  const people = await knowPeople(turn, rows);
  const seats = turn.tx.getRepository(SeatTable);
  const taken = await seats.findBy({ districtId: turn.district, untilAt: IsNull(), covers: IsNull() });
  const keyOf = (unit: string, seat: string, personId: string) => `${unit}|${seat}|${personId}`;
  const there = new Set(taken.map(({ unit, seat, personId }) => keyOf(unit, seat, personId)));
  const wanted = new Set<string>();
  for (const { unit, seat, title, openId, name } of rows) {
    const personId = people.get(openId);
    if (!personId) continue;
    const key = keyOf(unit, seat, personId);
    if (wanted.has(key)) continue;
    wanted.add(key);
    if (there.has(key)) continue;
    await seats.insert({
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
    });
    record(turn, {
      subject: `seat:${unit}`,
      by: null,
      act: "seat.take",
      words: `${name}就任${title || seat}`,
    });
  }
  const left = taken.filter(({ unit, seat, personId }) => !wanted.has(keyOf(unit, seat, personId)));
  if (left.length > 0 || [...wanted].some((key) => !there.has(key))) refreshAllTrays(turn);
  if (left.length === 0) return;
  await seats.update({ districtId: turn.district, id: In(left.map(({ id }) => id)) }, { untilAt: turn.now });
  for (const { unit, seat } of left) {
    record(turn, { subject: `seat:${unit}`, by: null, act: "seat.leave", words: `${seat} 席位空出` });
  }
}

/** Everyone named, by open_id; a changed name is taken over. */
async function knowPeople(turn: Turn, rows: readonly Seated[]): Promise<Map<string, string>> {
  const people = turn.tx.getRepository(PersonTable);
  const named = new Map(rows.map(({ openId, name }) => [openId, name]));
  if (named.size === 0) return new Map();
  const known = await people.findBy({ districtId: turn.district, openId: In([...named.keys()]) });
  const ids = new Map(known.map(({ openId, id }) => [openId, id]));
  for (const { id, openId, name } of known) {
    const now = named.get(openId);
    if (now !== undefined && now !== name)
      await people.update({ districtId: turn.district, id }, { name: now });
  }
  for (const [openId, name] of named) {
    if (ids.has(openId)) continue;
    const id = newRowId(turn.now);
    await people.insert({ id, districtId: turn.district, openId, name });
    ids.set(openId, id);
  }
  return ids;
}
