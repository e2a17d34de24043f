import type { EntityManager } from "typeorm";
import { defineTable, key, millis } from "../db/define.ts";
import { isDuplicate } from "../db/errors.ts";

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
  const taken = await rows
    .createQueryBuilder()
    .update()
    .set({ holder, until })
    .where("district_id = :districtId AND name = :name", { districtId, name })
    .andWhere("(holder = :holder OR until_ms < :now)", { holder, now: now.getTime() })
    .execute();
  if (taken.affected) return true;
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
  const renewed = await tx
    .getRepository(LeaseTable)
    .createQueryBuilder()
    .update()
    .set({ until: now.getTime() + ms })
    .where("district_id = :districtId AND name = :name AND holder = :holder", { districtId, name, holder })
    .andWhere("until_ms >= :now", { now: now.getTime() })
    .execute();
  return Boolean(renewed.affected);
}

/** Gives a lease back at once, when stopping. */
export async function giveBack(tx: EntityManager, { districtId, name, holder }: Lease): Promise<void> {
  await tx.getRepository(LeaseTable).update({ districtId, name, holder }, { until: 0 });
}
