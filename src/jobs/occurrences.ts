import type { EntityManager } from "typeorm";
import { defineTable, instant, key } from "../db/define.ts";
import { isDuplicate } from "../db/errors.ts";

type OccurrenceRow = { districtId: string; kind: string; occursOn: string; key: string; firedAt: Date };

/** One due run of a job. Its key is its name and date, not a timer: whoever inserts it runs it. */
export const OccurrenceTable = defineTable<OccurrenceRow>("occurrence", {
  districtId: { ...key(), primary: true, name: "district_id" },
  kind: { ...key(24), primary: true },
  occursOn: { ...key(10), primary: true, name: "occurs_on" },
  key: { ...key(120), primary: true },
  firedAt: { ...instant(), name: "fired_at" },
});

/** Claims a run within the transaction that does its work; `false` when it was done before. */
export async function claimOccurrence(tx: EntityManager, run: OccurrenceRow): Promise<boolean> {
  const { districtId, kind, occursOn, key: name } = run;
  const rows = tx.getRepository(OccurrenceTable);
  if (await rows.findOneBy({ districtId, kind, occursOn, key: name })) return false;
  await rows.insert(run);
  return true;
}

/** Somebody else claimed the run between our look and our insert: their transaction does the work. */
export const wasClaimed = isDuplicate;
