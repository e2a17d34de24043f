import { In, IsNull, Not } from "typeorm";
import type { SeatName } from "../campaign/definition.ts";
import { SeatTable, type SeatRow } from "../campaign/people.ts";
import { newRowId } from "../db/ids.ts";
import type { Turn } from "../turn.ts";
import type { Agreed } from "./absence.ts";

/** Seats that nobody covers for another: they see what only a named person may, or keep the machine. */
export const NEVER_COVERED: readonly SeatName[] = ["tip_handler", "sysadmin"];

const seats = (turn: Turn) => turn.tx.getRepository(SeatTable);

/** Whoever covers sits in the same seats for these days, also in those that the absent one covers himself. */
export async function sitIn(turn: Turn, { personId, unit, coverId, fromOn, toOn }: Agreed): Promise<void> {
  const held = await seats(turn).find({
    where: {
      districtId: turn.district,
      personId,
      unit,
      untilAt: IsNull(),
      seat: Not(In([...NEVER_COVERED])),
    },
    order: { id: "ASC" },
  });
  for (const { id, seat, title, fromOn: begins, toOn: ends } of held) {
    const first = begins && begins > fromOn ? begins : fromOn;
    const last = ends && ends < toOn ? ends : toOn;
    if (first > last) continue;
    await seats(turn).insert({
      id: newRowId(turn.now),
      districtId: turn.district,
      unit,
      seat,
      personId: coverId,
      title,
      sinceAt: turn.now,
      untilAt: null,
      covers: id,
      fromOn: first,
      toOn: last,
      grantedBy: null,
    });
  }
}

/** Nobody covers these seats any more, nor whoever covered them. */
export async function standUp(turn: Turn, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const covering: SeatRow[] = await seats(turn).findBy({
    districtId: turn.district,
    covers: In([...ids]),
    untilAt: IsNull(),
  });
  const gone = covering.map(({ id }) => id);
  if (gone.length === 0) return;
  await seats(turn).update({ districtId: turn.district, id: In(gone) }, { untilAt: turn.now });
  await standUp(turn, gone);
}

/** Ends what one person covers for another in a body. */
export async function endCover(
  turn: Turn,
  { personId, unit }: Pick<Agreed, "personId" | "unit">,
): Promise<void> {
  const held = await seats(turn).findBy({ districtId: turn.district, personId, unit, untilAt: IsNull() });
  await standUp(
    turn,
    held.map(({ id }) => id),
  );
}
