import { In, IsNull } from "typeorm";
import { dayOf, type Day } from "../dates.ts";
import { day, defineTable, id, instant, key, maybe } from "../db/define.ts";
import { mayRingAt } from "../jobs/quiet.ts";
import type { Person, SeatHeld, Turn } from "../turn.ts";
import type { SeatName } from "./definition.ts";

type PersonRow = {
  id: string;
  districtId: string;
  openId: string;
  name: string;
  /** Their chat with the bot, once a card has arrived there: it can then be read back. */
  chatId: string | null;
};

export type SeatRow = {
  id: string;
  districtId: string;
  unit: string;
  seat: SeatName;
  personId: string;
  title: string;
  sinceAt: Date;
  untilAt: Date | null;
  /** The seat that this one stands in for, and on which days; `null` for a seat of one's own. */
  covers: string | null;
  fromOn: Day | null;
  toOn: Day | null;
};

/** A Feishu user of the district. */
export const PersonTable = defineTable<PersonRow>(
  "person",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    openId: { ...key(), name: "open_id" },
    name: key(),
    chatId: { ...maybe(key(128)), name: "chat_id" },
  },
  [{ name: "person_open_id", columns: ["districtId", "openId"], unique: true }],
);

/** Who has sat where, and from when to when: a seat keeps its history. */
export const SeatTable = defineTable<SeatRow>(
  "seat",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    unit: key(32),
    seat: key(32),
    personId: { ...key(36), name: "person_id" },
    title: key(),
    sinceAt: { ...instant(), name: "since_at" },
    untilAt: { ...maybe(instant()), name: "until_at" },
    covers: maybe(key(36)),
    fromOn: { ...maybe(day()), name: "from_on" },
    toOn: { ...maybe(day()), name: "to_on" },
  },
  [
    { name: "seat_unit", columns: ["districtId", "unit", "seat"] },
    { name: "seat_person", columns: ["districtId", "personId"] },
    { name: "seat_covers", columns: ["districtId", "covers"] },
  ],
);

/** A seat of one's own is held until it is left; one that is covered, on its days. */
const isHeldOn = ({ fromOn, toOn }: SeatRow, on: Day): boolean =>
  (fromOn === null || fromOn <= on) && (toOn === null || on <= toOn);

async function withSeats(turn: Turn, rows: PersonRow[]): Promise<Person[]> {
  if (rows.length === 0) return [];
  const kept = await turn.tx.getRepository(SeatTable).find({
    where: { districtId: turn.district, personId: In(rows.map((row) => row.id)), untilAt: IsNull() },
    order: { id: "ASC" },
  });
  const seats = kept.filter((seat) => isHeldOn(seat, turn.today));
  return rows.map(({ id: personId, openId, name }) => ({
    id: personId,
    openId,
    name,
    seats: seats.filter((seat) => seat.personId === personId).map(({ unit, seat }) => ({ unit, seat })),
  }));
}

/** Looked up anew for every act: a seat that was left gives nothing any more. */
export async function personByOpenId(turn: Turn, openId: string): Promise<Person | null> {
  const rows = await turn.tx.getRepository(PersonTable).findBy({ districtId: turn.district, openId });
  return (await withSeats(turn, rows))[0] ?? null;
}

export async function peopleByIds(turn: Turn, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const rows = await turn.tx
    .getRepository(PersonTable)
    .findBy({ districtId: turn.district, id: In([...ids]) });
  const people = await withSeats(turn, rows);
  return ids.flatMap((wanted) => people.filter((person) => person.id === wanted));
}

export async function peopleByOpenIds(turn: Turn, openIds: readonly string[]): Promise<Person[]> {
  if (openIds.length === 0) return [];
  const where = { districtId: turn.district, openId: In([...openIds]) };
  return withSeats(turn, await turn.tx.getRepository(PersonTable).findBy(where));
}

/**
 * Everyone who sits in one of these seats of a unit, each person once, in roster order: on the day on which what is
 * posted now will ring. Whoever is on leave is not among them, whoever covers is.
 */
export async function holders(turn: Turn, unit: string, seats: readonly SeatName[]): Promise<Person[]> {
  const rows = await turn.tx.getRepository(SeatTable).find({
    where: { districtId: turn.district, unit, seat: In([...seats]), untilAt: IsNull() },
    order: { id: "ASC" },
  });
  const on = dayOf(mayRingAt(turn.now, turn.campaign, turn.calendar), turn.campaign.district.timezone);
  const held = rows.filter((row) => isHeldOn(row, on));
  const covered = new Set(held.map(({ covers }) => covers));
  const present = held.filter(({ id: seatId }) => !covered.has(seatId));
  return peopleByIds(turn, [...new Set(present.map(({ personId }) => personId))]);
}

/** Everyone of the office (联席会议办公室). */
export const officePeople = (turn: Turn): Promise<Person[]> =>
  holders(turn, "office", ["office_director", "office_clerk"]);

export const mayActFor = (person: Person, unit: string, seats: readonly SeatName[]): boolean =>
  person.seats.some((held: SeatHeld) => held.unit === unit && seats.includes(held.seat));

/** A deputy may do what lead or liaison may. */
export const actsForUnit = (person: Person, unit: string): boolean =>
  mayActFor(person, unit, ["lead", "deputy", "liaison"]);

export const isOffice = (person: Person): boolean =>
  mayActFor(person, "office", ["office_director", "office_clerk"]);

/** The unit that a person speaks for when nothing else says which; `null` for the office and the meeting. */
export const ownUnit = (person: Person): string | null =>
  person.seats.find(({ unit }) => unit !== "office" && unit !== "meeting")?.unit ?? null;

/** Every unit that a person has a seat in. */
export const ownUnits = (person: Person): string[] => [
  ...new Set(person.seats.map(({ unit }) => unit).filter((unit) => unit !== "office" && unit !== "meeting")),
];

/** Names by id, for history and cards; an unknown id is shown as 系统. */
export async function namesOf(turn: Turn, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((each): each is string => each !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await turn.tx.getRepository(PersonTable).findBy({ districtId: turn.district, id: In(wanted) });
  return new Map(rows.map((row) => [row.id, row.name]));
}
