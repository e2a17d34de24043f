import { dayOf, type Day } from "../dates.ts";
import { day, defineTable, id, instant, key, maybe } from "../db/define.ts";
import { findRows, rowsBy } from "../db/statements.ts";
import { mayRingAt } from "../jobs/quiet.ts";
import type { Person, SeatHeld, Turn } from "../turn.ts";
import { SEATS, type SeatName } from "./definition.ts";
import { isHeld, isPresent, standIn } from "./held.ts";

type PersonRow = {
  id: string;
  districtId: string;
  openId: string;
  name: string;
  /** Their chat with the bot, once a card has arrived there: it can then be read back. */
  chatId: string | null;
  /** When they left the organisation: nobody seats them again until they are back. */
  leftAt: Date | null;
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
  /** Who let them in at their own asking; `null` for whoever the roster names. */
  grantedBy: string | null;
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
    leftAt: { ...maybe(instant()), name: "left_at" },
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
    grantedBy: { ...maybe(key(36)), name: "granted_by" },
  },
  [
    { name: "seat_unit", columns: ["districtId", "unit", "seat"] },
    { name: "seat_person", columns: ["districtId", "personId"] },
    { name: "seat_covers", columns: ["districtId", "covers"] },
  ],
);

const seatNamed = (name: unknown): SeatName | null => SEATS.find((each) => each === name) ?? null;

const readSeated = ({ id: personId, openId, name, unit, seat, covered }: Record<string, unknown>) => ({
  id: String(personId),
  openId: String(openId),
  name: String(name),
  unit: String(unit),
  seat: seatNamed(seat),
  covered: covered === null ? null : String(covered),
});

type Asked = {
  /** Names `person` as p. */
  from?: string;
  joined?: readonly unknown[];
  where: string;
  values: readonly unknown[];
  order?: string;
};

/** People with the seats they hold now, in one statement: every press asks for them. */
export async function seated(
  turn: Turn,
  { from = "person p", joined = [], where, values, order = "s.id" }: Asked,
): Promise<Person[]> {
  const lines = await rowsBy(
    turn.tx,
    `SELECT p.id AS id, p.open_id AS openId, p.name AS name, s.unit AS unit, s.seat AS seat,
       k.person_id AS covered FROM ${from}
     LEFT JOIN seat s ON s.district_id = p.district_id AND s.person_id = p.id AND ${isHeld("s")}
     LEFT JOIN seat k ON k.district_id = s.district_id AND k.id = s.covers
     WHERE p.district_id = ? AND ${where} ORDER BY ${order}`,
    [...joined, turn.today, turn.today, turn.district, ...values],
    readSeated,
  );
  const people = new Map<string, Person & { seats: SeatHeld[]; covers: string[] }>();
  for (const { id: personId, openId, name, unit, seat, covered } of lines) {
    const person = people.get(personId) ?? { id: personId, openId, name, seats: [], covers: [] };
    const isNew = seat && !person.seats.some((held) => held.unit === unit && held.seat === seat);
    if (isNew) person.seats.push({ unit, seat });
    if (covered && !person.covers.includes(covered)) person.covers.push(covered);
    people.set(personId, person);
  }
  return [...people.values()];
}

const marks = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** Looked up anew for every act: a seat that was left gives nothing any more. */
export async function personByOpenId(turn: Turn, openId: string): Promise<Person | null> {
  return (await seated(turn, { where: "p.open_id = ?", values: [openId] }))[0] ?? null;
}

export async function peopleByIds(turn: Turn, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const people = await seated(turn, { where: `p.id IN (${marks(ids)})`, values: ids });
  const byId = new Map(people.map((person) => [person.id, person]));
  return ids.flatMap((wanted) => byId.get(wanted) ?? []);
}

export async function peopleByOpenIds(turn: Turn, openIds: readonly string[]): Promise<Person[]> {
  if (openIds.length === 0) return [];
  return seated(turn, { where: `p.open_id IN (${marks(openIds)})`, values: openIds });
}

/**
 * Everyone who sits in one of these seats of a unit, each person once, in roster order: on the day on which what is
 * posted now will ring. Whoever is on leave is not among them, whoever covers is.
 */
export function holders(turn: Turn, unit: string, seats: readonly SeatName[]): Promise<Person[]> {
  const on = ringsOn(turn);
  return seated(turn, {
    from: `seat h JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id ${standIn}`,
    joined: [on, on],
    where: `h.district_id = p.district_id AND h.unit = ? AND h.seat IN (${marks(seats)}) AND ${isPresent}`,
    values: [unit, ...seats, on, on],
    order: "h.id, s.id",
  });
}

/** The day on which what is posted now will ring. */
export const ringsOn = ({ now, campaign, calendar }: Turn): Day =>
  dayOf(mayRingAt(now, campaign, calendar), campaign.district.timezone);

/** Whether this is who took a thing, or who covers them today. */
export const worksAs = ({ id: own, covers = [] }: Person, executor: string | null): boolean =>
  executor !== null && (own === executor || covers.includes(executor));

export const OFFICE: readonly SeatName[] = ["office_director", "office_clerk"];

/** Everyone of the office (联席会议办公室). */
export const officePeople = (turn: Turn): Promise<Person[]> => holders(turn, "office", OFFICE);

export const mayActFor = (person: Person, unit: string, seats: readonly SeatName[]): boolean =>
  person.seats.some((held: SeatHeld) => held.unit === unit && seats.includes(held.seat));

/** A deputy may do what lead or liaison may. */
export const actsForUnit = (person: Person, unit: string): boolean =>
  mayActFor(person, unit, ["lead", "deputy", "liaison"]);

export const isOffice = (person: Person): boolean =>
  mayActFor(person, "office", ["office_director", "office_clerk"]);

/** Signs what the office sends out, or whoever covers that seat. */
export const isDirector = (person: Person): boolean => mayActFor(person, "office", ["office_director"]);

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
  const rows = await findRows(turn.tx, PersonTable, { districtId: turn.district, id: wanted });
  return new Map(rows.map((row) => [row.id, row.name]));
}
