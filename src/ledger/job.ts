import { defineTable, id, instant, json, key, maybe, millis, whole } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import { insertRows } from "../db/statements.ts";
import type { Turn } from "../turn.ts";

/**
 * Waiting: a process of its own is to make or read the sheet. Ready: a preview waits for its sender. Applying, undoing:
 * its rows are being written. The rest are ends.
 */
export type LedgerState =
  | "waiting"
  | "ready"
  | "applying"
  | "applied"
  | "undoing"
  | "undone"
  | "dropped"
  | "done"
  | "refused";

/** A ledger that somebody asked for, or sent. */
export type LedgerJob = {
  id: string;
  districtId: string;
  campaign: string;
  kind: "export" | "import";
  state: LedgerState;
  personId: string;
  /** Which hazards an export holds. */
  asked: object | null;
  /** The file that an import reads, and its hash. */
  attachmentId: string | null;
  sha256: string | null;
  /** What came of it: counts, the file that was made, how far the rows are. */
  result: object | null;
  version: number;
  visibleAt: number;
  token: string | null;
  attempts: number;
  createdAt: Date;
};

export const LedgerJobTable = defineTable<LedgerJob>(
  "ledger_job",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    kind: key(16),
    state: key(16),
    personId: { ...key(36), name: "person_id" },
    asked: maybe(json()),
    attachmentId: { ...maybe(key(36)), name: "attachment_id" },
    sha256: maybe(key(64)),
    result: maybe(json()),
    version: whole(),
    visibleAt: { ...millis(), name: "visible_at" },
    token: maybe(key(36)),
    attempts: whole(),
    createdAt: { ...instant(), name: "created_at" },
  },
  [
    { name: "ledger_job_due", columns: ["districtId", "state", "visibleAt"] },
    { name: "ledger_job_file", columns: ["districtId", "sha256"] },
  ],
);

type Wanted = Pick<LedgerJob, "kind" | "personId"> & Partial<Pick<LedgerJob, "asked" | "attachmentId">>;

/** Keeps that a ledger is wanted: a leased job makes or reads it, outside of any turn. */
export async function keepJob(turn: Turn, wanted: Wanted): Promise<LedgerJob> {
  const job: LedgerJob = {
    asked: null,
    attachmentId: null,
    ...wanted,
    id: newRowId(turn.now),
    districtId: turn.district,
    campaign: turn.campaign.key,
    state: "waiting",
    sha256: null,
    result: null,
    version: 1,
    visibleAt: turn.now.getTime(),
    token: null,
    attempts: 0,
    createdAt: turn.now,
  };
  await insertRows(turn.tx, LedgerJobTable, [job]);
  return job;
}
