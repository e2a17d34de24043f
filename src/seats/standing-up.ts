import { In, IsNull } from "typeorm";
import { record } from "../campaign/history.ts";
import { holders, namesOf, officePeople, SeatTable, type SeatRow } from "../campaign/people.ts";
import { refreshAllTrays } from "../campaign/trays.ts";
import { newRowId } from "../db/ids.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import type { Turn } from "../turn.ts";
import { SEAT_WORDS } from "./absence.ts";
import { agreedIn, saveAbsence } from "./absence-store.ts";
import { standUp } from "./covering.ts";
import { WORKING, type Handover } from "./handover.ts";
import { addHandover, openHandovers } from "./handover-store.ts";

/**
 * These people leave these seats: nothing of theirs gives rights any more, nobody covers for them or is covered by
 * them, and what they leave open in each body waits to be taken over.
 */
export async function leaveSeats(
  turn: Turn,
  rows: readonly SeatRow[],
  why: string,
  by: string | null = null,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  const seats = turn.tx.getRepository(SeatTable);
  await seats.update({ districtId: turn.district, id: In(ids) }, { untilAt: turn.now });
  await standUp(turn, ids);
  refreshAllTrays(turn);
  const names = await namesOf(
    turn,
    rows.map(({ personId }) => personId),
  );
  for (const { unit, seat, personId } of rows) {
    const words = `${names.get(personId) ?? ""}离开${SEAT_WORDS[seat]}席位${why}`;
    record(turn, { subject: `seat:${unit}`, by, act: "seat.leave", words });
  }
  const left = new Map(rows.map((row) => [`${row.unit}|${row.personId}`, row]));
  for (const { unit, personId } of left.values()) {
    const these = rows.filter((row) => row.unit === unit && row.personId === personId);
    await endDuties(turn, unit, personId);
    await beginHandover(turn, unit, these);
  }
}

/** Nobody covers who has no seat here any more; whoever was covered is told and gets the cards again. */
async function endDuties(turn: Turn, unit: string, personId: string): Promise<void> {
  const seats = turn.tx.getRepository(SeatTable);
  const held = await seats.findBy({ districtId: turn.district, unit, personId, untilAt: IsNull() });
  if (held.some(({ covers }) => covers === null)) return;
  const ids = held.map(({ id }) => id);
  if (ids.length > 0) {
    await seats.update({ districtId: turn.district, id: In(ids) }, { untilAt: turn.now });
    await standUp(turn, ids);
  }
  for (const absence of await agreedIn(turn, [unit])) {
    if (absence.coverId !== personId && absence.personId !== personId) continue;
    await saveAbsence(turn, absence, { ...absence, state: "ended" });
    show(turn, `cover:${absence.id}`);
    if (absence.coverId === personId)
      await post(turn, { person: absence.personId }, `leave:${absence.id}`, { key: "uncovered" });
  }
}

async function beginHandover(turn: Turn, unit: string, rows: readonly SeatRow[]): Promise<void> {
  const [first] = rows;
  const seats = rows.map(({ seat }) => seat).filter((seat) => WORKING.includes(seat));
  if (!first || seats.length === 0) return;
  await addHandover(turn, {
    id: newRowId(turn.now),
    unit,
    fromId: first.personId,
    seats,
    state: "open",
    openedAt: turn.now,
    takenBy: null,
    takenAt: null,
  });
}

/** The successor is asked to take over; when nobody sits there, the lead and the office. Each is asked once. */
export async function tellHandovers(turn: Turn): Promise<void> {
  for (const handover of await openHandovers(turn)) {
    for (const id of await takersOf(turn, handover))
      await post(turn, { person: id }, `handover:${handover.id}`, { key: "asked" });
    show(turn, "queue:office");
  }
}

async function takersOf(turn: Turn, { unit, seats, fromId }: Handover): Promise<string[]> {
  const successors = await holders(turn, unit, seats);
  const found =
    successors.length > 0
      ? successors
      : [...(await holders(turn, unit, ["lead"])), ...(await officePeople(turn))];
  return [...new Set(found.map(({ id }) => id))].filter((id) => id !== fromId);
}
