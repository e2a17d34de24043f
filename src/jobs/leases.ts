import type { EntityManager } from "typeorm";
import { defineTable, key, millis } from "../db/define.ts";
import { isDuplicate } from "../db/errors.ts";
import { changeBy } from "../db/statements.ts";

type LeaseRow = { districtId: string; name: string; holder: string; until: number };

/** What one instance holds for a set time. */
export const LeaseTable = defineTable<LeaseRow>("lease", {
  districtId: { ...key(), primary: true, name: "district_id" },
  name: { ...key(40), primary: true },
  holder: key(36),
  until: { ...millis(), name: "until_ms" },
});

export const LEASE_MS = 30_000;

export type Lease = { districtId: string; name: string; holder: string };

/** Takes the lease when it is free or ours; `false` when another instance holds it. */
export async function takeLease(tx: EntityManager, lease: Lease, now: Date, ms = LEASE_MS): Promise<boolean> {
  const { districtId, name, holder } = lease;
  const until = now.getTime() + ms;
  const rows = tx.getRepository(LeaseTable);
  const taken = await changeBy(
    tx,
    `UPDATE lease SET holder = ?, until_ms = ? WHERE district_id = ? AND name = ? AND (holder = ? OR until_ms < ?)`,
    [holder, until, districtId, name, holder, now.getTime()],
  );
  if (taken > 0) return true;
  if (await rows.findOneBy({ districtId, name })) return false;
  try {
    await rows.insert({ ...lease, until });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Extends a lease that is still ours; `false` when it ran out or went to another: then nothing more may leave. */
export async function renewLease(
  tx: EntityManager,
  { districtId, name, holder }: Lease,
  now: Date,
  ms = LEASE_MS,
): Promise<boolean> {
  const renewed = await changeBy(
    tx,
    "UPDATE lease SET until_ms = ? WHERE district_id = ? AND name = ? AND holder = ? AND until_ms >= ?",
    [now.getTime() + ms, districtId, name, holder, now.getTime()],
  );
  return renewed > 0;
}

/** Gives a lease back at once, when stopping. */
export async function giveBack(tx: EntityManager, { districtId, name, holder }: Lease): Promise<void> {
  await tx.getRepository(LeaseTable).update({ districtId, name, holder }, { until: 0 });
}
