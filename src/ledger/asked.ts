import { LIGHT_WORDS, type Light } from "../../cards/elements.ts";
import type { Campaign } from "../campaign/definition.ts";
import { Refusal } from "../errors.ts";
import type { HazardState } from "../hazards/hazard.ts";
import type { SeatHeld } from "../turn.ts";
import { STATES } from "./rows.ts";

/** Which hazards a ledger holds; `null` is no limit. */
export type Asked = {
  /** The units whose hazards the asker may see. */
  units: string[] | null;
  year: number | null;
  unit: string | null;
  states: HazardState[] | null;
  light: Light | null;
  isMajor: boolean;
};

const OFFICE = ["office_director", "office_clerk"];
const CONVENERS = ["chief_convener", "convener"];
const UNIT = ["lead", "deputy", "liaison", "inspector"];

/** The office and the conveners see all, a unit and its inspectors their own, everybody else none (RULES §2.1). */
export function unitsSeenBy(seats: readonly SeatHeld[]): string[] | null {
  const sits = (unit: string, names: readonly string[]) =>
    seats.some((held) => held.unit === unit && names.includes(held.seat));
  if (sits("office", OFFICE) || sits("meeting", CONVENERS)) return null;
  const own = seats.filter(({ unit, seat }) => !["office", "meeting"].includes(unit) && UNIT.includes(seat));
  if (own.length === 0) throw new Refusal("台账给办公室、召集人和各单位看，您可以发“帮助”看能办什么");
  return [...new Set(own.map(({ unit }) => unit))];
}

const OPEN: HazardState[] = ["registered", "assigned", "rectifying", "verify_requested", "verifying"];

type Filter = Partial<Omit<Asked, "units">>;

const inWords = <Key extends string>(table: Record<Key, string>): [Key, string][] =>
  Object.entries<string>(table).flatMap(([key, words]) => (isKey(table, key) ? [[key, words]] : []));
const isKey = <Key extends string>(table: Record<Key, string>, key: string): key is Key => key in table;

/** One word after `台账`. */
function filterIn(word: string, campaign: Campaign): Filter {
  const [, year] = /^(20\d\d)年?$/.exec(word) ?? [];
  if (year) return { year: Number(year) };
  const unit = campaign.units.find(({ key, name, short }) => [key, name, short].includes(word));
  if (unit) return { unit: unit.key };
  const state = inWords(STATES).find(([, words]) => words === word);
  if (state) return { states: [state[0]] };
  const light = inWords(LIGHT_WORDS).find(([, words]) => words === word);
  if (light) return { light: light[0] };
  if (word === "未销号") return { states: OPEN };
  if (word === "重大") return { isMajor: true };
  throw new Refusal(`没有听懂“${word}”。可以写年份、单位、状态、灯号或重大，例：台账 2021 整改中 红灯`);
}

/** `台账 2021 教育局 整改中 红灯`: which hazards are asked for. */
export function askedIn(rest: string, campaign: Campaign, seats: readonly SeatHeld[]): Asked {
  const units = unitsSeenBy(seats);
  const words = rest
    .normalize("NFKC")
    .split(/[\s,，、]+/)
    .filter(Boolean);
  const all: Asked = { units, year: null, unit: null, states: null, light: null, isMajor: false };
  const asked = words.reduce((sum, word) => ({ ...sum, ...filterIn(word, campaign) }), all);
  if (asked.unit && units && !units.includes(asked.unit)) throw new Refusal("只能看本单位的台账，请发“台账”");
  return asked;
}

/** Which hazards, for whoever opens the file: `全部单位 · 2021年 · 红灯` */
export function askedInWords(
  { units, year, unit, states, light, isMajor }: Asked,
  campaign: Campaign,
): string {
  const nameOf = (key: string) => campaign.units.find((each) => each.key === key)?.name ?? key;
  const whose = unit ? [unit] : units;
  return [
    whose ? whose.map(nameOf).join("、") : "全部单位",
    ...(year ? [`${year}年`] : []),
    ...(states ? [states.map((state) => STATES[state]).join("、")] : []),
    ...(light ? [LIGHT_WORDS[light]] : []),
    ...(isMajor ? ["重大隐患"] : []),
  ].join(" · ");
}
