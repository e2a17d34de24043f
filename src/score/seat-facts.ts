import { SeatTable } from "../campaign/people.ts";
import { dayOf, type Day } from "../dates.ts";
import { findRows } from "../db/statements.ts";
import type { Turn } from "../turn.ts";
import { zoneOf } from "./history-columns.ts";
import type { Sitting } from "./seat-lines.ts";

const SPEAKING = ["lead", "deputy", "liaison"] as const;

/** Who sat for the unit, and since when somebody should have: since the district has had seats, and this unit a seat or a task. */
export async function seatFacts(
  turn: Turn,
  unit: string,
  issuedOn: readonly Day[],
): Promise<{ sittings: Sitting[]; seatedSince: Day }> {
  const seats = await findRows(turn.tx, SeatTable, {
    districtId: turn.district,
    unit,
    seat: [...SPEAKING],
    covers: null,
  });
  const [first] = await findRows(
    turn.tx,
    SeatTable,
    { districtId: turn.district },
    { order: { sinceAt: "ASC" }, limit: 1 },
  );
  const on = (at: Date): Day => dayOf(at, zoneOf(turn));
  const sittings = seats.map(({ sinceAt, untilAt }) => ({
    since: on(sinceAt),
    until: untilAt && on(untilAt),
  }));
  const [own] = [...issuedOn, ...sittings.map(({ since }) => since)].toSorted();
  const seatedSince = [first ? on(first.sinceAt) : turn.today, own ?? turn.today].toSorted().at(-1)!;
  return { sittings, seatedSince };
}
