import { defineTable, json, key, maybe, whole } from "../db/define.ts";
import { ask } from "../db/ask.ts";
import { z } from "zod";
import type { Turn } from "../turn.ts";

/** What one row of an import changed: the hazard, its version after, and what was written there before; gone once it is taken back. */
export type LedgerChange = {
  districtId: string;
  jobId: string;
  row: number;
  hazardId: string;
  version: number;
  /** `null` for a hazard that came with the sheet. */
  before: object | null;
};

export const LedgerChangeTable = defineTable<LedgerChange>("ledger_change", {
  districtId: { ...key(), primary: true, name: "district_id" },
  jobId: { ...key(36), primary: true, name: "job_id" },
  row: { ...whole(), primary: true, name: "sheet_row" },
  hazardId: { ...key(36), name: "hazard_id" },
  version: whole(),
  before: { ...maybe(json()), name: "was" },
});

const Count = z.object({ count: z.coerce.number() });

/** How many of an import's hazards were dealt with since. */
export async function touchedSince(turn: Turn, jobId: string): Promise<number> {
  const [found] = await ask(
    turn.tx,
    `SELECT COUNT(*) AS count FROM ledger_change c JOIN hazard h ON h.id = c.hazard_id
     WHERE c.district_id = :district AND c.job_id = :jobId AND h.version <> c.version`,
    { district: turn.district, jobId },
    Count,
  );
  return found?.count ?? 0;
}
