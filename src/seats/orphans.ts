import { In, IsNull, MoreThan, Not } from "typeorm";
import type { QueueItem } from "../../cards/queue.ts";
import type { SeatName } from "../campaign/definition.ts";
import { namesOf, SeatTable } from "../campaign/people.ts";
import { dayOf } from "../dates.ts";
import { findRows } from "../db/statements.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import type { Turn } from "../turn.ts";
import { SEAT_WORDS } from "./absence.ts";
import { openHandovers } from "./handover-store.ts";
import { ANSWER_WITHIN } from "./joining.ts";
import { askedJoinings } from "./joining-store.ts";
import { seatsInWords } from "./people.ts";
import { unboundRows } from "./unbound.ts";
import { bodyName } from "./view.ts";

/** A unit in which somebody cannot be reached, and why (PLAN-FACTS §8, S14). */
export type Orphan = {
  unit: string;
  vacant: SeatName[];
  unbound: string[];
  unreached: string[];
  nobody: boolean;
};

/** Without these nobody answers for the unit, or nobody writes for it. A deputy is wanted, and its lack shows in 名册. */
const NEEDED: readonly SeatName[] = ["lead", "liaison"];
const SPEAKING: readonly SeatName[] = ["lead", "deputy", "liaison"];

/** People whose newest card did not arrive: out of range, gone, or they blocked the bot. */
async function unreachedPeople(turn: Turn, people: readonly string[]): Promise<string[]> {
  const stuck = await findRows(
    turn.tx,
    OutboxTable,
    { districtId: turn.district, state: "parked", trouble: "person" },
    { order: { id: "ASC" } },
  );
  const latest = new Map(stuck.map(({ id, personId }) => [personId ?? "", id]));
  const concerned = [...latest.keys()].filter((id) => people.includes(id));
  if (concerned.length === 0) return [];
  const arrived = await turn.tx.getRepository(OutboxTable).find({
    where: {
      districtId: turn.district,
      state: "sent",
      personId: In(concerned),
      messageId: Not(IsNull()),
      id: MoreThan(stuck[0]?.id ?? ""),
    },
    select: { id: true, personId: true },
  });
  return concerned.filter(
    (person) => !arrived.some(({ id, personId }) => personId === person && id > (latest.get(person) ?? "")),
  );
}

/** Every unit that has a seat without a person who can be reached, in the plan's order. */
export async function orphans(turn: Turn): Promise<Orphan[]> {
  const seats = await findRows(turn.tx, SeatTable, {
    districtId: turn.district,
    untilAt: null,
    covers: null,
  });
  const unbound = await unboundRows(turn);
  const away = await unreachedPeople(turn, [...new Set(seats.map(({ personId }) => personId))]);
  const names = await namesOf(turn, away);
  return [...turn.campaign.units.map(({ key }) => key), "office"].flatMap((unit) => {
    const here = seats.filter((seat) => seat.unit === unit);
    const needed = unit === "office" ? (["office_director"] as const) : NEEDED;
    const vacant = needed.filter((seat) => !here.some((each) => each.seat === seat));
    const missing = unbound.filter((each) => each.unit === unit).map(({ name }) => name);
    const unreached = away.filter((id) => here.some(({ personId }) => personId === id));
    if (vacant.length + missing.length + unreached.length === 0) return [];
    const nobody = unit !== "office" && !here.some(({ seat }) => SPEAKING.includes(seat));
    return [
      { unit, vacant, unbound: missing, unreached: unreached.map((id) => names.get(id) ?? ""), nobody },
    ];
  });
}

/** `负责人、联络员空缺，任务无人签收；教育局B角在飞书找不到` */
export const orphanInWords = ({ vacant, unbound, unreached, nobody }: Orphan): string =>
  [
    ...(vacant.length > 0 ? [`${seatsInWords(vacant)}空缺${nobody ? "，任务无人签收" : ""}`] : []),
    ...(unbound.length > 0 ? [`${unbound.join("、")}在飞书找不到`] : []),
    ...(unreached.length > 0 ? [`${unreached.join("、")}收不到卡片`] : []),
  ].join("；");

/** What about seats waits for the office: requests to join, handovers nobody took, seats nobody can be reached in. */
export async function seatItems(turn: Turn): Promise<QueueItem[]> {
  const { calendar, campaign, today } = turn;
  const waitedSince = (at: Date) => calendar.workdaysBetween(dayOf(at, campaign.district.timezone), today);
  const joinings = (await askedJoinings(turn)).map(({ id, name, unit, seat, askedAt }): QueueItem => ({
    kind: "join",
    title: `申请加入：${name}`,
    unit: `${bodyName(turn, unit)}${SEAT_WORDS[seat]}`,
    act: "open.join",
    id,
    waited: askedAt ? waitedSince(askedAt) : 0,
    limit: ANSWER_WITHIN,
  }));
  const open = await openHandovers(turn);
  const names = await namesOf(
    turn,
    open.map(({ fromId }) => fromId),
  );
  const handovers = open.map(({ id, unit, fromId, seats, openedAt }): QueueItem => ({
    kind: "handover",
    title: `待接手：${names.get(fromId) ?? ""}`,
    unit: `${bodyName(turn, unit)} · ${seatsInWords(seats)}`,
    act: "open.handover",
    id,
    waited: waitedSince(openedAt),
    limit: campaign.reminders.sign_within,
  }));
  const empty = (await orphans(turn)).map((orphan): QueueItem => ({
    kind: "seat",
    title: `席位${orphan.vacant.length > 0 ? "空缺" : "待补"}：${bodyName(turn, orphan.unit)}`,
    unit: orphanInWords(orphan),
    act: "open.roster",
    id: orphan.unit,
    waited: 0,
    limit: null,
  }));
  return [...joinings, ...handovers, ...empty];
}
