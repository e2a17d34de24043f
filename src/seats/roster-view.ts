import { pageIn } from "../../cards/pager.ts";
import { rosterCard, unitRosterCard } from "../../cards/roster.ts";
import type { SeatName } from "../campaign/definition.ts";
import { isOffice, namesOf, ownUnits, SeatTable, type SeatRow } from "../campaign/people.ts";
import { dayInWords, dayOf, shortDay } from "../dates.ts";
import type { Draw, Person, Turn } from "../turn.ts";
import { isRunning, SEAT_WORDS } from "./absence.ts";
import { agreedIn } from "./absence-store.ts";
import { orphanInWords, orphans } from "./orphans.ts";
import { bodyName } from "./view.ts";

const UNIT_SEATS: readonly SeatName[] = ["lead", "deputy", "liaison", "inspector"];
const OFFICE_SEATS: readonly SeatName[] = ["office_director", "office_clerk"];

type Named = SeatRow & { name: string };

/** Everybody who sat in a body in their own right, newest first. */
async function sittings(turn: Turn, unit?: string): Promise<Named[]> {
  const all = await turn.tx.getRepository(SeatTable).find({
    where: { districtId: turn.district, ...(unit ? { unit } : {}) },
    order: { id: "DESC" },
  });
  const names = await namesOf(
    turn,
    all.map(({ personId }) => personId),
  );
  return all.map((row) => ({ ...row, name: names.get(row.personId) ?? "" }));
}

/** `负责人` → who sits there now, and who covers for whom. */
async function seatsNow(turn: Turn, unit: string, rows: readonly Named[]) {
  const away = (await agreedIn(turn, [unit])).filter((each) => isRunning(each, turn.today));
  const nameOf = (id: string) => rows.find(({ personId }) => personId === id)?.name ?? "";
  const labelled = (row: Named): string => {
    const leave = away.find(({ personId }) => personId === row.personId);
    return leave ? `${row.name}（请假，${nameOf(leave.coverId)}代）` : row.name;
  };
  const present = rows.filter(({ untilAt, covers }) => untilAt === null && covers === null).toReversed();
  return (unit === "office" ? OFFICE_SEATS : UNIT_SEATS).map((seat): [string, string] => {
    const names = present.filter((row) => row.seat === seat).map(labelled);
    return [SEAT_WORDS[seat], names.join("、") || "空缺"];
  });
}

/** Name, seat, first day, last day, with wide gaps. */
function sittingInWords({ campaign, today }: Turn, row: Named): string {
  const day = (at: Date) => dayOf(at, campaign.district.timezone);
  const since = dayInWords(row.fromOn ?? day(row.sinceAt), today);
  const until = row.untilAt ? day(row.untilAt) : row.toOn;
  const span = until ? `${since}至${shortDay(until)}` : `${since}至今`;
  return `${row.name}　${SEAT_WORDS[row.seat]}${row.covers ? "（代办）" : ""}　${span}`;
}

/** Whom the office let in, and no roster names. */
const mayUnseat = ({ untilAt, covers, grantedBy }: Named): boolean =>
  untilAt === null && covers === null && grantedBy !== null;

async function drawUnit(turn: Turn, unit: string, person: Person) {
  const rows = await sittings(turn, unit);
  const orphan = (await orphans(turn)).find((each) => each.unit === unit);
  return unitRosterCard({
    unit: bodyName(turn, unit),
    seats: await seatsNow(turn, unit, rows),
    wrong: orphan ? orphanInWords(orphan) : "",
    joined: isOffice(person)
      ? rows.filter(mayUnseat).map(({ id, name, seat }) => ({ id, name, seat: SEAT_WORDS[seat] }))
      : [],
    history: isOffice(person) ? rows.map((row) => sittingInWords(turn, row)) : [],
  });
}

async function drawAll(turn: Turn, person: Person, page: number) {
  const rows = await sittings(turn);
  const wanting = await orphans(turn);
  const units = [...turn.campaign.units.map(({ key }) => key), "office"];
  const shown = units.map((unit) => {
    const here = rows.filter((row) => row.unit === unit && row.untilAt === null && row.covers === null);
    const orphan = wanting.find((each) => each.unit === unit);
    const names = here.toReversed().map(({ name, seat }) => `${SEAT_WORDS[seat]}${name}`);
    return {
      title: bodyName(turn, unit),
      lines: [orphan ? orphanInWords(orphan) : `${new Set(names).size}个席位有人`],
      act: "open.roster" as const,
      id: unit,
      rev: 0,
      tag: orphan ? { text: "待补", colour: "neutral" as const } : null,
    };
  });
  return rosterCard({ reader: person.name, rows: shown, wanting: wanting.length, page });
}

/** The office sees every unit, with who sat there before; a unit sees its own people of today. */
export const drawRoster: Draw = async (turn, id, { person, form }) => {
  if (!person) return null;
  if (id === "all") return isOffice(person) ? { card: await drawAll(turn, person, pageIn(form) ?? 1) } : null;
  if (!isOffice(person) && !ownUnits(person).includes(id)) return null;
  return { card: await drawUnit(turn, id, person) };
};
