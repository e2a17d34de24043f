import { readHouse } from "../../../src/house.ts";

/** Who plays: some units of the shipped roster with all their seats, the office, the conveners and an observer. */
export const UNITS = ["jyj", "gaj", "yjj", "jiazhen"] as const;
const BODIES = [...UNITS, "office", "meeting"];

export type Staff = { openId: string; name: string; seats: readonly { unit: string; seat: string }[] };

function staffOf(): Staff[] {
  const rows = readHouse("./config").roster.filter(({ unit }) => BODIES.includes(unit));
  const openIds = [...new Set(rows.map(({ open_id }) => open_id))];
  return openIds.map((openId) => {
    const own = rows.filter(({ open_id }) => open_id === openId);
    return { openId, name: own[0]?.name ?? "", seats: own.map(({ unit, seat }) => ({ unit, seat })) };
  });
}

export const STAFF = staffOf();

const sits = ({ seats }: Staff, unit: string, names: readonly string[]): boolean =>
  seats.some((held) => held.unit === unit && names.includes(held.seat));

/** RULES §2: who is what, said without looking at how the bot says it. */
export const isOffice = (who: Staff): boolean => sits(who, "office", ["office_director", "office_clerk"]);
export const isDirector = (who: Staff): boolean => sits(who, "office", ["office_director"]);
export const isConvener = (who: Staff): boolean => sits(who, "meeting", ["chief_convener", "convener"]);
export const speaks = (who: Staff, unit: string): boolean => sits(who, unit, ["lead", "deputy", "liaison"]);
export const heads = (who: Staff, unit: string): boolean => sits(who, unit, ["lead", "deputy"]);
export const isLocality = (unit: string): boolean => unit === "jiazhen";
export const inspects = (who: Staff, unit: string): boolean => sits(who, unit, ["inspector"]);
export const works = (who: Staff, unit: string): boolean => speaks(who, unit) || inspects(who, unit);
