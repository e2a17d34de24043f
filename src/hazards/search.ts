import { z } from "zod";
import { isOffice, ownUnits } from "../campaign/people.ts";
import { ask, type Named } from "../db/ask.ts";
import { lookupOf } from "../enterprises/enterprise.ts";
import type { Person, Turn } from "../turn.ts";
import { WITH_UNIT } from "./act.ts";
import { STATE_GROUPS, type Filters } from "./filters.ts";
import type { Hazard } from "./hazard.ts";
import { LIT, LIT_PARTS, litValues } from "./lit-sql.ts";
import { seesAll, sightSql, sightValues } from "./sight.ts";
import { isOpenSql } from "./sql.ts";
import { hazardsOf } from "./store.ts";

export const A_PAGE = 8;
const PAGES = 50;
/** Nobody turns more pages: beyond it a search says 以上, and stops. */
export const MOST = A_PAGE * PAGES;
const WORDS = 4;

/** What a search is about: words, all of which must be there, and what it is narrowed to. */
export type Search = { words: string; filters: Filters };
export type Found = { hazards: Hazard[]; count: number; hasMore: boolean };

const wordsIn = (typed: string): string[] =>
  typed
    .split(/[\s，,、;；]+/)
    .map(lookupOf)
    .filter((word) => word !== "")
    .slice(0, WORDS);

const AT_OFFICE = "h.state IN ('registered', 'verify_requested', 'verifying')";

/** Mine: what I found, what was handed to me, what my unit has open and nobody took; the office's, what lies with it. */
function scopeSql({ scope }: Filters, person: Person): string[] {
  if (scope === "all") return [];
  const units = "h.lead_unit IN (:...units)";
  if (scope === "unit") return [units];
  const unitsOpen = `(${units} AND h.executor IS NULL AND ${isOpenSql("h")})`;
  return [`(h.finder = :me OR h.executor = :me OR ${isOffice(person) ? AT_OFFICE : unitsOpen})`];
}

/** What a hazard must be to be found, with the values that asks for. */
function asked(turn: Turn, person: Person, { words, filters }: Search): { where: string; named: Named } {
  const { campaign, district } = turn;
  const { light, state, focus, grade } = filters;
  const sought = wordsIn(words);
  const point = campaign.focus_points.find(({ number }) => number === focus);
  const states = state === "any" ? [] : STATE_GROUPS[state];
  const where = [
    "h.district_id = :district AND h.campaign = :campaign",
    sightSql(person)("h"),
    ...scopeSql(filters, person),
    ...(light === "any" ? [] : [LIT[light]("h")]),
    ...(states.length > 0 ? ["h.state IN (:...states)"] : []),
    ...(focus > 0 ? ["h.focus_point = :point"] : []),
    ...(grade === "major" ? ["h.grade <> 'general'"] : []),
    ...sought.map((_word, at) => `h.sought LIKE :word${at}`),
  ];
  const named: Named = {
    district,
    campaign: campaign.key,
    point: point?.key ?? "",
    states,
    ...sightValues(person),
    ...litValues(turn),
    ...Object.fromEntries(sought.map((word, at) => [`word${at}`, `%${word}%`])),
  };
  return { where: where.join(" AND "), named };
}

const Row = z.object({ id: z.string() });

const inStates = (states: readonly string[]): string =>
  `h.state IN (${states.map((state) => `'${state}'`).join(", ")})`;

/**
 * Where a light is looked for: somebody who sees a part of the district has few that are red or yellow, and an index
 * for each kind knows them; going through all by their number would read the rows of thousands.
 */
function among({ tx }: Turn, { light }: Filters, person: Person): string {
  if (seesAll(person) || light === "any" || light === "green") return "hazard h";
  const { held, waiting } = LIT_PARTS[light];
  const inThisOrder = tx.connection.options.type === "better-sqlite3" ? "CROSS JOIN" : "STRAIGHT_JOIN";
  const mine = "h.district_id = :district AND h.campaign = :campaign AND h.lead_unit IN (:...units)";
  return `(SELECT h.id FROM hazard h WHERE ${mine} AND ${inStates(WITH_UNIT)} AND ${held("h")}
    UNION SELECT h.id FROM hazard h WHERE ${mine} AND ${AT_OFFICE} AND ${waiting("h")}
    UNION SELECT h.id FROM hazard h WHERE h.district_id = :district AND h.finder = :me) AS lit
    ${inThisOrder} hazard h ON h.id = lit.id`;
}

/** One page of the hazards that somebody may see and that fit, newest first, and how many there are: over one index, or those of a light. */
export async function searchHazards(turn: Turn, person: Person, search: Search): Promise<Found> {
  const { where, named } = asked(turn, person, search);
  const rows = await ask(
    turn.tx,
    `SELECT h.id AS id FROM ${among(turn, search.filters, person)} WHERE ${where} ORDER BY h.year DESC, h.number DESC LIMIT ${MOST + 1}`,
    named,
    Row,
  );
  const from = (Math.min(search.filters.page, PAGES) - 1) * A_PAGE;
  const shown = rows.slice(0, MOST).slice(from, from + A_PAGE);
  const hazards = await hazardsOf(
    turn,
    shown.map(({ id }) => id),
  );
  return {
    hazards: hazards.toReversed(),
    count: Math.min(rows.length, MOST),
    hasMore: rows.length > MOST,
  };
}

/** Whether a person has a unit whose hazards they may ask for apart. */
export const hasUnit = (person: Person): boolean => ownUnits(person).length > 0;
