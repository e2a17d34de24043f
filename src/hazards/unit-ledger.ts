import { z } from "zod";
import { shortName } from "../../cards/text.ts";
import type { LedgerFigure } from "../campaign/definition.ts";
import { shortCode } from "../campaign/numbers.ts";
import { addDays, dayInWords, dayOf, instantOf } from "../dates.ts";
import { ask } from "../db/ask.ts";
import type { Turn } from "../turn.ts";
import { asOf } from "./behind.ts";
import { marksOn } from "./clocks.ts";
import type { Hazard } from "./hazard.ts";
import { OF_PERIOD } from "./period.ts";
import { isOpenSql, lightValues, type Criterion } from "./sql.ts";
import { hazardsOf } from "./store.ts";

/** What each figure of a unit's report counts, from the campaign's first day on. */
const OF_UNIT = {
  found: OF_PERIOD.foundAll,
  closed: OF_PERIOD.closedAll,
  open: isOpenSql,
  overdue: OF_PERIOD.overdue,
  major: (row) => `(${OF_PERIOD.foundAll(row)} AND ${row}.grade = 'major')`,
} satisfies Record<LedgerFigure, Criterion>;

const OURS =
  "FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign AND h.lead_unit = :unit";

const summed = (what: string, criterion: string): string =>
  `COALESCE(SUM(CASE WHEN ${criterion} THEN 1 ELSE 0 END), 0) AS ${what}`;

const Counted = z.record(z.string(), z.coerce.number());
const Id = z.object({ id: z.string() });

/** So many may be picked as cases, and so many open ones are named; the ledger has them all. */
const CHOICES = 20;
const NAMED = 200;

/** What the ledger says of one unit now: one statement goes once over its hazards, so that all is of one instant. */
export async function unitLedger(turn: Turn, unit: string) {
  const { tx, district, campaign, calendar, today, now } = turn;
  const marks = marksOn(today, calendar, campaign);
  const { timezone } = campaign.district;
  const at = (on: string) => instantOf(on, "00:00", timezone);
  const within = campaign.phases.flatMap((_, nth) => [
    summed(
      `found${nth}`,
      `${OF_UNIT.found("h")} AND h.registered_at >= :from${nth} AND h.registered_at < :until${nth}`,
    ),
    summed(
      `closed${nth}`,
      `${OF_UNIT.closed("h")} AND h.closed_at >= :from${nth} AND h.closed_at < :until${nth}`,
    ),
  ]);
  const spans = campaign.phases.flatMap(({ opens, due }, nth) => [
    [`from${nth}`, at(opens)] as const,
    [`until${nth}`, at(addDays(due, 1))] as const,
  ]);
  const named = {
    district,
    campaign: campaign.key,
    unit,
    ...lightValues(marks),
    ...Object.fromEntries(spans),
  };
  const columns = [
    ...Object.entries(OF_UNIT).map(([key, criterion]) => summed(`all_${key}`, criterion("h"))),
    ...within,
    "(SELECT c.length FROM chain c WHERE c.district_id = :district) AS place",
  ];
  const [counts = {}] = await ask(tx, `SELECT ${columns.join(",\n")} ${OURS}`, named, Counted);
  const of = (what: string): number => counts[what] ?? 0;
  const picked = `SELECT h.id AS id ${OURS} AND ${OF_UNIT.found("h")} ORDER BY h.year DESC, h.number DESC LIMIT ${CHOICES}`;
  const open = `SELECT h.id AS id ${OURS} AND ${isOpenSql("h")} ORDER BY h.year, h.number LIMIT ${NAMED}`;
  return {
    at: now.toISOString(),
    position: of("place"),
    figures: {
      found: of("all_found"),
      closed: of("all_closed"),
      open: of("all_open"),
      overdue: of("all_overdue"),
      major: of("all_major"),
    },
    phases: campaign.phases
      .filter(({ opens }) => opens <= today)
      .map(({ name }) => {
        const nth = campaign.phases.findIndex((each) => each.name === name);
        return { name, found: of(`found${nth}`), closed: of(`closed${nth}`) };
      }),
    choices: (await namedBy(turn, picked, named)).toReversed(),
    open: await namedBy(turn, open, named),
  };
}

/** The first hazards behind a figure of a unit's report, as they stood when the ledger was asked. */
export async function hazardsOfUnit(
  { tx, district, campaign, calendar }: Turn,
  { unit, figure, at, position }: { unit: string; figure: LedgerFigure; at: string; position: number },
  most: number,
): Promise<string[]> {
  const today = dayOf(new Date(at), campaign.district.timezone);
  const sql = asOf((row) => `${OF_UNIT[figure](row)} AND ${row}.lead_unit = :unit`);
  const named = {
    district,
    campaign: campaign.key,
    unit,
    position,
    most,
    ...lightValues(marksOn(today, calendar, campaign)),
  };
  return (await ask(tx, sql, named, Id)).map(({ id }) => id);
}

async function namedBy(turn: Turn, sql: string, named: Parameters<typeof ask>[2]) {
  const ids = (await ask(turn.tx, sql, named, Id)).map(({ id }) => id);
  return ids.length === 0 ? [] : (await hazardsOf(turn, ids)).map((hazard) => nameOf(turn, hazard));
}

/** `隐患0012 甲中学`, and what it is about. */
const nameOf = (
  turn: Turn,
  { id, number, enterprise, site, description, dueOn, grade, closedAt }: Hazard,
) => ({
  id,
  title: `${shortCode("hazard", number)} ${shortName(enterprise)}`,
  line: [
    grade === "major" ? "重大" : "",
    `${site}：${description.replace(/[。；;.\s]+$/, "")}`,
    closedAt ? "已销号" : dueOn ? `${dayInWords(dueOn, turn.today)}到期` : "",
  ]
    .filter(Boolean)
    .join("，"),
});
