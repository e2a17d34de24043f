import type { Named } from "../db/ask.ts";
import { dayOf, instantOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { WITH_UNIT } from "./act.ts";
import type { CutOff, PeriodList } from "./counted.ts";
import { UNBORN } from "./past.ts";
import { isKeptSql, isOpenSql, lightValues, type Criterion } from "./sql.ts";

/** A stretch of time that ends at a cut-off; `since` is the place in the history at which the one before ended. */
export type Period = { from: Date; until: Date; cutOff: CutOff; since?: number | null };

/** No turn takes longer: what was begun before a cut-off is kept after it by then at the latest. */
const UNDER_WAY_MS = 10 * 60_000;

const isFact: Criterion = (row) => `${row}.state NOT IN ('voided', 'merged')`;

/** Its history had a line of another state after the cut-off before. */
const isKeptSince = (wasState: string): string => `EXISTS (SELECT 1 FROM hazard_past b
  JOIN history y ON y.district_id = b.district_id AND y.id = b.id
  WHERE b.district_id = :district AND b.hazard_id = h.id AND b.state ${wasState} AND y.position > :since)`;

/** Between the two cut-offs; what was under way at the first one, and is in no period before, too. */
const isWithin = (instant: string, wasState: string): string =>
  `(${instant} >= :underWayFrom AND ${instant} < :until AND (${instant} >= :from OR ${isKeptSince(wasState)}))`;

/** Struck off elsewhere before it was entered here: this period did not find it. */
const isOld: Criterion = (row) => `COALESCE(${row}.closed_at < h.registered_at, 0)`;

/** Its last day has ended within the period; what was refused is nobody's yet, and what the government closed down was never put right. */
const isDue: Criterion = (row) =>
  `(${row}.due_on >= :dueFrom AND ${row}.due_on < :dueUntil AND ${row}.state NOT IN ('registered', 'voided', 'merged', 'shut_down'))`;

const isOnTime: Criterion = (row) => `(${isDue(row)} AND ${isKeptSql(row)})`;

/** The rectifying unit's clock runs only while it holds the thing. */
const isLate: Criterion = (row) =>
  `(${row}.state IN (${WITH_UNIT.map((state) => `'${state}'`).join(", ")}) AND ${row}.due_on < :today)`;

/** What each figure of a period counts (RULES §12); `h` is the hazard itself, for what never changes. */
export const OF_PERIOD = {
  found: (row) =>
    `(${isWithin("h.registered_at", `= '${UNBORN}'`)} AND ${isFact(row)} AND ${isOld(row)} = 0)`,
  closed: (row) => `(${isWithin(`${row}.closed_at`, "<> 'closed'")} AND ${row}.state = 'closed')`,
  open: isOpenSql,
  overdue: isLate,
  major: (row) => `(${isOpenSql(row)} AND ${row}.grade <> 'general')`,
  due: isDue,
  onTime: isOnTime,
  foundAll: isFact,
  closedAll: (row) => `${row}.state = 'closed'`,
} satisfies Record<PeriodList, Criterion>;

export const isPeriodList = (key: string): key is PeriodList => Object.hasOwn(OF_PERIOD, key);

const AFTER_THE_LAST = "24:00:00.000";
const TIME_AT = 11;

/** When a local day ends, as a time of that day in UTC; west of Greenwich it ends on the next one. */
function endOfDayIn(zone: string, on: Day): string {
  const midnight = instantOf(on, "00:00", zone).toISOString();
  return midnight.slice(0, 10) === on ? AFTER_THE_LAST : midnight.slice(TIME_AT, -1);
}

/** The values that the figures of a period ask for. */
export function periodValues({ district, campaign }: Turn, { from, until, cutOff, since }: Period): Named {
  const { timezone } = campaign.district;
  return {
    district,
    campaign: campaign.key,
    ...lightValues(cutOff.marks),
    from,
    until,
    since: since ?? Number.MAX_SAFE_INTEGER,
    underWayFrom: since ? new Date(from.getTime() - UNDER_WAY_MS) : from,
    dueFrom: dayOf(from, timezone),
    dueUntil: dayOf(until, timezone),
    endOfDay: endOfDayIn(timezone, cutOff.marks.today),
  };
}
