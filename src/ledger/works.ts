import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Calendar } from "../campaign/calendar.ts";
import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import { newRowId } from "../db/ids.ts";
import { Refusal } from "../errors.ts";
import { changeRows, findBy, findRow } from "../db/statements.ts";
import { LEASE_MS } from "../jobs/leases.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief, type Log } from "../log.ts";
import type { Turn } from "../turn.ts";
import { exportLedger } from "./export-job.ts";
import { importLedger } from "./import-job.ts";
import { LedgerJobTable, type LedgerJob } from "./job.ts";
import { givenUp } from "./given-up.ts";
import { refusedWith } from "./refused.ts";
import { LONGEST_MS } from "./apart.ts";

/** A process that was killed with its bot is begun anew when this is over; rows are written in a moment. */
const leaseOf = ({ state }: LedgerJob): number => (state === "waiting" ? LONGEST_MS + 60_000 : LEASE_MS);
const MOST_TRIES = 3;
const RETRY_MS = 5_000;
const STUCK_MS = 60_000;
const BATCH = 4;

export type LedgerParts = {
  door: Door;
  districts: readonly string[];
  turnOf: (tx: Turn["tx"], campaign: string, now: Date) => Turn;
  calendar: Calendar;
  database: string;
  dir: string;
  clock: Clock;
  log: Log;
};

/** What one step of a job came to: how the row changes, and what its person is told in the same turn. */
export type Step = { change: Partial<LedgerJob>; tell?: (turn: Turn, job: LedgerJob) => Promise<void> };

/** One step of a job outside of any turn; a path beside the store is its own until it ends. */
export type Work = (parts: LedgerParts, job: LedgerJob, beside: string) => Promise<Step>;

const WORKS: Record<LedgerJob["kind"], Work> = { export: exportLedger, import: importLedger };

/** One pass over the ledgers that are to be made or read: claimed, worked on apart, and told in a second turn. */
export function openLedgers(parts: LedgerParts): () => Promise<number> {
  const { door, districts, clock } = parts;
  return async () => {
    let worked = 0;
    for (const districtId of districts) {
      const due = await door((tx) =>
        findBy(
          tx,
          LedgerJobTable,
          `district_id = ? AND state IN ('waiting', 'applying', 'undoing') AND visible_at <= ?
           ORDER BY visible_at LIMIT ${BATCH}`,
          [districtId, clock.now().getTime()],
        ),
      );
      for (const job of due) if (await workOn(parts, job)) worked += 1;
    }
    return worked;
  };
}

async function workOn(parts: LedgerParts, job: LedgerJob): Promise<boolean> {
  const { door, clock, dir, log } = parts;
  const { id, districtId, version } = job;
  const token = newRowId(clock.now());
  const held = { visibleAt: clock.now().getTime() + leaseOf(job), token, attempts: job.attempts + 1 };
  const here = { districtId, id, version, visibleAt: job.visibleAt };
  if ((await door((tx) => changeRows(tx, LedgerJobTable, here, held))) === 0) return false;
  trace("ledger", { row: id });
  const beside = join(dir, `.ledger-${token}`);
  await mkdir(dir, { recursive: true });
  const step = await WORKS[job.kind](parts, job, beside).catch((error: unknown) =>
    failed(job, error, clock.now(), log),
  );
  await rm(beside, { force: true });
  const keep = (made: Step) =>
    door(async (tx) => {
      const change = { visibleAt: clock.now().getTime(), ...made.change, version: version + 1, token: null };
      const kept = await changeRows(tx, LedgerJobTable, { districtId, id, version, token }, change);
      const fresh = await findRow(tx, LedgerJobTable, { districtId, id });
      if (kept > 0 && fresh) await made.tell?.(parts.turnOf(tx, job.campaign, clock.now()), fresh);
    });
  await keep(step).catch(async (error: unknown) => {
    log.error("ledger not written", { row: id, ...inBrief(error) });
    if (job.attempts + 1 >= MOST_TRIES) return keep(givenUp(job, clock.now()));
    const again = { visibleAt: clock.now().getTime() + STUCK_MS, token: null };
    await door((tx) => changeRows(tx, LedgerJobTable, { districtId, id, version, token }, again));
  });
  return true;
}

/** A refusal is the answer; anything else is tried again, and in the end told. */
function failed(job: LedgerJob, error: unknown, now: Date, log: Log): Step {
  if (error instanceof Refusal) return refusedWith(error.message);
  log.error("ledger not worked on", { row: job.id, ...inBrief(error) });
  if (job.attempts + 1 < MOST_TRIES) return { change: { visibleAt: now.getTime() + RETRY_MS } };
  return givenUp(job, now);
}
