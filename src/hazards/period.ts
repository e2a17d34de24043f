import type { Named } from "../db/ask.ts";
import { dayOf, instantOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { WITH_UNIT } from "./act.ts";
import type { CutOff, PeriodList } from "./counted.ts";
import { isKeptSql, isOpenSql, lightValues, type Criterion } from "./sql.ts";

/** A stretch of time that ends at a cut-off. */
export type Period = { from: Date; until: Date; cutOff: CutOff };

const isFact: Criterion = (row) => `${row}.state NOT IN ('voided', 'merged')`;

const isWithin = (instant: string): string => `(${instant} >= :from AND ${instant} < :until)`;

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
  found: (row) => `(${isWithin("h.registered_at")} AND ${isFact(row)} AND ${isOld(row)} = 0)`,
  closed: (row) => `(${isWithin(`${row}.closed_at`)} AND ${row}.state = 'closed')`,
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
export function periodValues({ district, campaign }: Turn, { from, until, cutOff }: Period): Named {
  const { timezone } = campaign.district;
  return {
    district,
    campaign: campaign.key,
    ...lightValues(cutOff.marks),
    from,
    until,
    dueFrom: dayOf(from, timezone),
    dueUntil: dayOf(until, timezone),
    endOfDay: endOfDayIn(timezone, cutOff.marks.today),
  };
}
