import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Calendar } from "../campaign/calendar.ts";
import { Refusal } from "../errors.ts";
import { changeRows, findRow } from "../db/statements.ts";
import { openApartWork, type ApartParts } from "../jobs/apart-work.ts";
import { LEASE_MS } from "../jobs/leases.ts";
import type { Turn } from "../turn.ts";
import { exportLedger } from "./export-job.ts";
import { importLedger } from "./import-job.ts";
import { LedgerJobTable, type LedgerJob } from "./job.ts";
import { givenUp } from "./given-up.ts";
import { refusedWith } from "./refused.ts";
import { LONGEST_MS } from "./apart.ts";

/** A process that was killed with its bot is begun anew when this is over; rows are written in a moment. */
const leaseOf = ({ state }: LedgerJob): number => (state === "waiting" ? LONGEST_MS + 60_000 : LEASE_MS);

export type LedgerParts = ApartParts & { calendar: Calendar; database: string; dir: string };

/** What one step of a job came to: how the row changes, and what its person is told in the same turn. */
export type Step = { change: Partial<LedgerJob>; tell?: (turn: Turn, job: LedgerJob) => Promise<void> };

/** One step of a job outside of any turn; a path beside the store is its own until it ends. */
export type Work = (parts: LedgerParts, job: LedgerJob, beside: string) => Promise<Step>;

const WORKS: Record<LedgerJob["kind"], Work> = { export: exportLedger, import: importLedger };

/** One pass over the ledgers that are to be made or read: claimed, worked on apart, and told in a second turn. */
export const openLedgers = (parts: LedgerParts): (() => Promise<number>) =>
  openApartWork<LedgerJob, Step>(parts, {
    name: "ledger",
    table: LedgerJobTable,
    states: ["waiting", "applying", "undoing"],
    leaseMs: leaseOf,
    still: ({ version }) => ({ version }),
    work: (job, token) => workBeside(parts, job, join(parts.dir, `.ledger-${token}`)),
    failed: (job) => givenUp(job, parts.clock.now()),
    settle: keepStep,
    stuck: (job) => givenUp(job, parts.clock.now()),
  });

/** A refusal is the answer. */
async function workBeside(parts: LedgerParts, job: LedgerJob, beside: string): Promise<Step> {
  await mkdir(parts.dir, { recursive: true });
  try {
    return await WORKS[job.kind](parts, job, beside);
  } catch (error) {
    if (error instanceof Refusal) return refusedWith(error.message);
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

async function keepStep(turn: Turn, { id, districtId, version }: LedgerJob, { change, tell }: Step) {
  const kept = { visibleAt: turn.now.getTime(), ...change, version: version + 1 };
  await changeRows(turn.tx, LedgerJobTable, { districtId, id }, kept);
  const fresh = await findRow(turn.tx, LedgerJobTable, { districtId, id });
  if (fresh) await tell?.(turn, fresh);
}
