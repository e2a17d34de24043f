import { LIGHT_WORDS, type Light } from "../../cards/elements.ts";
import type { Campaign, SeatName } from "../campaign/definition.ts";
import { Refusal } from "../errors.ts";
import type { HazardState } from "../hazards/hazard.ts";
import { OPEN } from "../hazards/act.ts";
import { GROUP_WORDS, STATE_GROUPS } from "../hazards/filters.ts";
import { seesAll } from "../hazards/sight.ts";
import { mayActFor, ownUnits } from "../campaign/people.ts";
import { STATES } from "../../cards/hazard-head.ts";
import type { Person } from "../turn.ts";
import { unitIn } from "./cell-words.ts";

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

const UNIT: readonly SeatName[] = ["lead", "deputy", "liaison", "inspector"];

/** The office and the conveners see all, a unit and its inspectors their own, everybody else none (RULES §2.1). */
export function unitsSeenBy(person: Person): string[] | null {
  if (seesAll(person)) return null;
  const own = ownUnits(person).filter((unit) => mayActFor(person, unit, UNIT));
  if (own.length === 0) throw new Refusal("台账给办公室、召集人和各单位看，您可以发“帮助”看能办什么");
  return own;
}

type Filter = Partial<Omit<Asked, "units">>;

const inWords = <Key extends string>(table: Record<Key, string>): [Key, string][] =>
  Object.entries<string>(table).flatMap(([key, words]) => (isKey(table, key) ? [[key, words]] : []));
const isKey = <Key extends string>(table: Record<Key, string>, key: string): key is Key => key in table;

/** Two states are both meant; of everything else the last word counts. */
const added = (sum: Asked, filter: Filter): Asked => ({
  ...sum,
  ...filter,
  states: filter.states ? [...new Set([...(sum.states ?? []), ...filter.states])] : sum.states,
});

/** A state as cards and searches call it. */
function statesIn(word: string): readonly HazardState[] | null {
  const group = inWords(GROUP_WORDS).find(([, words]) => words === word);
  if (group) return STATE_GROUPS[group[0]];
  const state = inWords(STATES).find(([, words]) => words === word);
  return state ? [state[0]] : null;
}

/** One word after `台账`. */
function filterIn(word: string, campaign: Campaign): Filter {
  const [, year] = /^(20\d\d)年?$/.exec(word) ?? [];
  if (year) return { year: Number(year) };
  const unit = unitIn(word, campaign);
  if (unit) return { unit };
  const states = statesIn(word);
  if (states) return { states: [...states] };
  const light = inWords(LIGHT_WORDS).find(([, words]) => words === word);
  if (light) return { light: light[0] };
  if (word === "未销号") return { states: [...OPEN] };
  if (word === "重大") return { isMajor: true };
  throw new Refusal(`没有听懂“${word}”。可以写年份、单位、状态、灯号或重大，例：台账 2021 整改中 红灯`);
}

/** `台账 2021 教育局 整改中 红灯`: which hazards are asked for. */
export function askedIn(rest: string, campaign: Campaign, person: Person): Asked {
  const units = unitsSeenBy(person);
  const words = rest
    .normalize("NFKC")
    .split(/[\s,，、]+/)
    .filter(Boolean);
  const all: Asked = { units, year: null, unit: null, states: null, light: null, isMajor: false };
  const asked = words.map((word) => filterIn(word, campaign)).reduce<Asked>(added, all);
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
