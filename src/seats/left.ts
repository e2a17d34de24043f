import { IsNull } from "typeorm";
import { PersonTable, SeatTable } from "../campaign/people.ts";
import type { Turn } from "../turn.ts";
import { leaveSeats, tellHandovers } from "./standing-up.ts";

/** What Feishu's directory says of a user now; `null` is not said. */
export type Standing = { openId: string; name: string | null; hasLeft: boolean | null };

/**
 * Somebody left the organisation, came back, or goes by another name. Who left stands up from every seat at once; who
 * came back is seated by the next reading of the roster.
 */
export async function followDirectory(turn: Turn, { openId, name, hasLeft }: Standing): Promise<void> {
  const people = turn.tx.getRepository(PersonTable);
  const person = await people.findOneBy({ districtId: turn.district, openId });
  if (!person) return;
  const change = {
    ...(name && name !== person.name ? { name } : {}),
    ...(hasLeft === null || hasLeft === (person.leftAt !== null)
      ? {}
      : { leftAt: hasLeft ? turn.now : null }),
  };
  if (Object.keys(change).length > 0)
    await people.update({ districtId: turn.district, id: person.id }, change);
  if (!hasLeft) return;
  const own = { districtId: turn.district, personId: person.id, untilAt: IsNull(), covers: IsNull() };
  const seats = await turn.tx.getRepository(SeatTable).find({ where: own, order: { id: "ASC" } });
  await leaveSeats(turn, seats, "：已离开单位");
  await tellHandovers(turn);
}
