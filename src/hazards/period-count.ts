import { z } from "zod";
import { ask } from "../db/ask.ts";
import type { Turn } from "../turn.ts";
import { marksOn } from "./clocks.ts";
import type { UnitCount } from "./counted.ts";
import { OF_PERIOD, periodValues, type Period } from "./period.ts";
import { isRedSql } from "./sql.ts";

const Row = z.object({ what: z.string(), unit: z.string(), count: z.coerce.number() });

const OURS = "FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign";

const perUnit = (what: string, criterion: string): string =>
  `SELECT '${what}' AS what, h.lead_unit AS unit, COUNT(*) AS count ${OURS} AND ${criterion} GROUP BY h.lead_unit`;

/** Each figure by itself finds its own index; one statement, so that all are of one instant. */
const COUNT = [
  ...Object.entries(OF_PERIOD).map(([key, criterion]) => perUnit(key, criterion("h"))),
  perUnit("red", isRedSql("h")),
  perUnit("longOverdue", `${OF_PERIOD.overdue("h")} AND h.due_on < :longAgo`),
  "SELECT 'position', '', c.length FROM chain c WHERE c.district_id = :district",
].join("\nUNION ALL\n");

const NONE: Omit<UnitCount, "unit"> = {
  found: 0,
  closed: 0,
  open: 0,
  overdue: 0,
  major: 0,
  due: 0,
  onTime: 0,
  foundAll: 0,
  closedAll: 0,
  red: 0,
  longOverdue: 0,
};

/** Counts the campaign's hazards of a stretch of time by their units, up to now; none is loaded. */
export async function countPeriod(
  turn: Turn,
  { from, since }: Pick<Period, "from" | "since">,
  longAfter: number,
) {
  const { tx, now, today, calendar, campaign } = turn;
  const marks = marksOn(today, calendar, campaign);
  const longAgo = calendar.addWorkdays(today, -longAfter);
  const period = { from, since: since ?? null, until: now, cutOff: { position: 0, marks } };
  const rows = await ask(tx, COUNT, { ...periodValues(turn, period), longAgo }, Row);
  const units = new Map<string, UnitCount>();
  let position = 0;
  for (const { what, unit, count } of rows) {
    if (what === "position") position = count;
    else units.set(unit, { ...(units.get(unit) ?? { unit, ...NONE }), [what]: count });
  }
  return { period: { ...period, cutOff: { position, marks } }, units: [...units.values()] };
}
