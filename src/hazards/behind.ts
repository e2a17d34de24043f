import { z } from "zod";
import { ask } from "../db/ask.ts";
import type { Turn } from "../turn.ts";
import { spanOf } from "./count.ts";
import type { CutOff } from "./counted.ts";
import { UNBORN } from "./past.ts";
import { LIT } from "./lit-sql.ts";
import {
  isDueSql,
  isOnTimeSql,
  isOpenSql,
  isRedSql,
  isRisenSql,
  isWaitingSql,
  isWaitRedSql,
  lightValues,
  waitValues,
  type Criterion,
} from "./sql.ts";

/** What each list of hazards holds; `h` is the hazard itself, for what never changes. */
const LISTS = {
  new: () => `h.registered_at >= :from AND h.registered_at < :until`,
  closed: (row) => `${row}.closed_at >= :from AND ${row}.closed_at < :until`,
  open: isOpenSql,
  red: LIT.red,
  yellow: LIT.yellow,
  redHeld: isRedSql,
  waiting: isWaitingSql,
  risen: isRisenSql,
  verify: (row) => `${row}.state = 'verify_requested'`,
  major: (row) => `${isOpenSql(row)} AND ${row}.grade <> 'general'`,
  all: () => "1 = 1",
  closedAll: (row) => `${row}.state = 'closed'`,
  unit: (row) => `${isOpenSql(row)} AND ${row}.lead_unit = :of`,
  focus: (row) => `${isOpenSql(row)} AND ${row}.focus_point = :of`,
  majorOf: (row) => `${isOpenSql(row)} AND ${row}.grade <> 'general' AND ${row}.lead_unit = :of`,
  redOf: (row) => `${isRedSql(row)} AND ${row}.lead_unit = :of`,
  late: (row) => `${isDueSql(row)} AND COALESCE(${isOnTimeSql(row)}, 0) = 0 AND ${row}.lead_unit = :of`,
} satisfies Record<string, Criterion>;

export type HazardList = keyof typeof LISTS;

const isList = (key: string): key is HazardList => Object.hasOwn(LISTS, key);

/** `unit:jyj` is the list of one unit. */
const namedIn = (list: string): { key: HazardList; of: string } | null => {
  const [key = "", of = ""] = list.split(":");
  return isList(key) ? { key, of } : null;
};

/** Whether what a list holds is asked of the history. */
export const isHazardList = (list: string): boolean => namedIn(list) !== null;

/** What changed after a place in the history, at the version it had there. */
const CHANGED = `SELECT p.hazard_id AS hazard_id, MIN(p.version) AS version
  FROM history y JOIN hazard_past p ON p.district_id = y.district_id AND p.id = y.id
  WHERE y.district_id = :district AND y.position > :position GROUP BY p.hazard_id`;

const SHOWN = "h.id AS id, h.year AS year, h.number AS number";
const FIRST = "ORDER BY year, number LIMIT :most";

/** Hazards that have not changed since, as they are; those that have, as they were. */
export const asOf = (criterion: Criterion): string => `
  SELECT id FROM (
    SELECT * FROM (SELECT ${SHOWN} FROM hazard h
      WHERE h.district_id = :district AND h.campaign = :campaign AND ${criterion("h")}
        AND h.id NOT IN (SELECT c.hazard_id FROM (${CHANGED}) c) ${FIRST}) still
    UNION ALL
    SELECT * FROM (SELECT ${SHOWN} FROM (${CHANGED}) c
      JOIN hazard_past p ON p.district_id = :district AND p.hazard_id = c.hazard_id AND p.version = c.version
      JOIN hazard h ON h.id = c.hazard_id AND h.campaign = :campaign
      WHERE p.state <> '${UNBORN}' AND ${criterion("p")} ${FIRST}) changed
  ) listed ${FIRST}`;

/** The first hazards behind a figure, as they stood at its cut-off: by number, asked of the history and kept nowhere. */
export async function hazardsBehind(
  turn: Turn,
  { position, marks }: CutOff,
  list: string,
  most: number,
): Promise<string[]> {
  const asked = namedIn(list);
  if (!asked) return [];
  const named = {
    district: turn.district,
    campaign: turn.campaign.key,
    position,
    most,
    of: asked.of,
    ...lightValues(marks),
    ...waitValues(marks, turn.campaign.district.timezone),
    ...spanOf(turn, marks.today),
  };
  const rows = await ask(turn.tx, asOf(LISTS[asked.key]), named, z.object({ id: z.string() }));
  return rows.map(({ id }) => id);
}

/** The first that are red while they wait for the office or a verifier: in the order of the index that knows them, and no further than these. */
export async function redWaiting(turn: Turn, { marks }: CutOff, most: number): Promise<string[]> {
  const { tx, district, campaign } = turn;
  const named = { district, campaign: campaign.key, most, ...waitValues(marks, campaign.district.timezone) };
  const rows = await ask(
    tx,
    `SELECT h.id AS id FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign
      AND ${isWaitingSql("h")} AND ${isWaitRedSql("h")} = 1
      ORDER BY h.state, h.lead_unit, h.registered_at LIMIT :most`,
    named,
    z.object({ id: z.string() }),
  );
  return rows.map(({ id }) => id);
}

/** Whether any hazard is in another state or grade than at an earlier cut-off, or was struck off or opened again meanwhile. */
export async function haveHazardsMoved(turn: Turn, { position }: CutOff): Promise<boolean> {
  const moved = await ask(
    turn.tx,
    `SELECT h.id AS id FROM (${CHANGED}) c
      JOIN hazard_past p ON p.district_id = :district AND p.hazard_id = c.hazard_id AND p.version = c.version
      JOIN hazard h ON h.id = c.hazard_id AND h.campaign = :campaign
      WHERE p.state <> h.state OR p.grade <> h.grade
        OR EXISTS (SELECT 1 FROM hazard_past m WHERE m.district_id = :district AND m.hazard_id = c.hazard_id
          AND m.version > c.version AND (m.state = 'closed') <> (p.state = 'closed')) LIMIT 1`,
    { district: turn.district, campaign: turn.campaign.key, position },
    z.object({ id: z.string() }),
  );
  return moved.length > 0;
}
