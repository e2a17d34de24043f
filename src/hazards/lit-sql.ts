import type { Named } from "../db/ask.ts";
import type { Turn } from "../turn.ts";
import { marksOn } from "./clocks.ts";
import {
  isOpenSql,
  isRedSql,
  isWaitRedSql,
  isWaitYellowSql,
  isYellowSql,
  lightValues,
  waitValues,
  type Criterion,
} from "./sql.ts";

const isRed: Criterion = (row) => `COALESCE(${isRedSql(row)} OR ${isWaitRedSql(row)}, 0)`;

const isYellow: Criterion = (row) => `COALESCE(${isYellowSql(row)} OR ${isWaitYellowSql(row)}, 0)`;

/** `ballOf` in SQL: the light of whoever holds a hazard, as its card and each list show it. */
export const LIT: Record<"green" | "yellow" | "red", Criterion> = {
  red: (row) => `${isRed(row)} = 1`,
  yellow: (row) => `${isYellow(row)} = 1`,
  green: (row) => `${isOpenSql(row)} AND ${isYellow(row)} = 0 AND ${isRed(row)} = 0`,
};

/** What may be red or yellow: with its unit, and what waits; each asks nothing but what stands in one index. */
export const LIT_PARTS: Record<"red" | "yellow", Record<"held" | "waiting", Criterion>> = {
  red: { held: isRedSql, waiting: isWaitRedSql },
  yellow: { held: isYellowSql, waiting: isWaitYellowSql },
};

/** The values those ask for, as of today. */
export function litValues({ campaign, calendar, today }: Turn): Named {
  const marks = marksOn(today, calendar, campaign);
  return { ...lightValues(marks), ...waitValues(marks, campaign.district.timezone) };
}
