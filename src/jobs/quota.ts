import type { EntityManager } from "typeorm";
import type { Clock } from "../clock.ts";
import { dayOf } from "../dates.ts";
import { defineTable, key, maybe, millis, whole } from "../db/define.ts";
import type { Door } from "../db/door.ts";
import { changeBy, findRow, insertRows } from "../db/statements.ts";

type QuotaRow = {
  districtId: string;
  month: string;
  calls: number;
  /** When Feishu last said that the month's calls are used up, in milliseconds. */
  refusedAt: number | null;
};

/** How often Feishu was called in a month; the app's, whatever the district. */
export const QuotaTable = defineTable<QuotaRow>("quota", {
  districtId: { ...key(), primary: true, name: "district_id" },
  month: { ...key(7), primary: true },
  calls: whole(),
  refusedAt: { ...maybe(millis()), name: "refused_ms" },
});

const APP = "app";

export type Counted = { calls: number; refusedAt: Date | null };
export type Used = Counted & { month: string };

export type Meter = {
  /** How many calls a month the tenant's plan allows; `null` when the operator has not said. */
  most: number | null;
  /** Each minute: adds what this process asked of Feishu since. A killed one leaves out its last minute. */
  keep(): Promise<void>;
  /** This month's calls, of all replicas. */
  used(): Promise<Used>;
};

export type MeterParts = {
  door: Door;
  clock: Clock;
  timezone: string;
  most: number | null;
  /** What was asked since this was last called. */
  take: () => Counted;
};

const NONE: Counted = { calls: 0, refusedAt: null };
const added = (one: Counted, other: Counted): Counted => ({
  calls: one.calls + other.calls,
  refusedAt: other.refusedAt ?? one.refusedAt,
});

/** Counts the calls of the month in the database (RELIABILITY §3.4): the basic plan has only so many. */
export function openMeter({ door, clock, timezone, most, take }: MeterParts): Meter {
  let unkept = NONE;
  const month = () => dayOf(clock.now(), timezone).slice(0, "yyyy-MM".length);
  return {
    most,
    keep: async () => {
      const counted = added(unkept, take());
      unkept = NONE;
      if (counted.calls === 0) return;
      try {
        await door((tx) => add(tx, month(), counted));
      } catch (error) {
        unkept = added(counted, unkept);
        throw error;
      }
    },
    used: () => door((tx) => usedIn(tx, month())),
  };
}

async function add(tx: EntityManager, month: string, { calls, refusedAt }: Counted): Promise<void> {
  const refused = refusedAt?.getTime() ?? null;
  const known = await changeBy(
    tx,
    `UPDATE quota SET calls = calls + ?, refused_ms = COALESCE(?, refused_ms)
     WHERE district_id = ? AND month = ?`,
    [calls, refused, APP, month],
  );
  if (known === 0) await insertRows(tx, QuotaTable, [{ districtId: APP, month, calls, refusedAt: refused }]);
}

/** What a month has come to. */
export async function usedIn(tx: EntityManager, month: string): Promise<Used> {
  const row = await findRow(tx, QuotaTable, { districtId: APP, month });
  if (!row) return { month, ...NONE };
  return { month, calls: row.calls, refusedAt: row.refusedAt === null ? null : new Date(row.refusedAt) };
}

const REFUSED_LATELY_MS = 10 * 60_000;

/** Feishu takes nothing more this month: it said so when it was last asked. */
export const isUsedUp = ({ refusedAt }: Counted, now: Date): boolean =>
  refusedAt !== null && now.getTime() - refusedAt.getTime() < REFUSED_LATELY_MS;

/** Hundredths of the month's calls of which people are told. */
const MARKS = [95, 85, 70];

/** The highest mark that is passed; `null` when there is none, or the plan's calls are not known. */
export const markPassed = ({ calls }: Counted, most: number | null): number | null =>
  MARKS.find((mark) => most !== null && calls * 100 >= mark * most) ?? null;
