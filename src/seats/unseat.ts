import { IsNull } from "typeorm";
import { isOffice, namesOf, SeatTable } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { SEAT_WORDS } from "./absence.ts";
import { leaveSeats, tellHandovers } from "./standing-up.ts";
import { bodyName } from "./view.ts";

/** The office unseats whom it let in: what they leave open waits to be taken over, and they are told. */
export async function unseat(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  if (!isOffice(by)) throw new Refusal("只有联席会议办公室可以请人离席");
  const own = { districtId: turn.district, id, untilAt: IsNull(), covers: IsNull() };
  const row = await turn.tx.getRepository(SeatTable).findOneBy(own);
  if (!row) throw new Refusal("这个席位已经空出，请重新发“名册”");
  if (row.grantedBy === null) throw new Refusal("这个席位是名册文件定的，请改名册文件");
  if (row.personId === by.id) throw new Refusal("不能请自己离席，请由办公室其他人员办理");
  await leaveSeats(turn, [row], "：办公室请离", by.id);
  await tellHandovers(turn);
  const { unit, seat, personId } = row;
  for (const body of [unit, "all"]) show(turn, `roster:${body}`);
  const names = await namesOf(turn, [personId, by.id]);
  const words = `${names.get(by.id) ?? ""}已请您离开${bodyName(turn, unit)}${SEAT_WORDS[seat]}席位，手上的事会有人接手。有疑问请联系办公室。`;
  const rings = await post(turn, { person: personId }, `say:unseated:${id}`, {
    key: "told",
    frozen: { words },
  });
  return { toast: toldAt(`${names.get(personId) ?? ""}已离席`, rings, turn) };
}
