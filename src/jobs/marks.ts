import type { EntityManager } from "typeorm";
import { defineTable, key, millis } from "../db/define.ts";
import { changeRows, findRow, insertRows } from "../db/statements.ts";

type MarkRow = { districtId: string; name: string; at: number };

/** How far the district's clock has been worked through. */
export const MarkTable = defineTable<MarkRow>("mark", {
  districtId: { ...key(), primary: true, name: "district_id" },
  name: { ...key(40), primary: true },
  at: { ...millis(), name: "at_ms" },
});

/** The instant up to which `name` has been handled; `null` before the first time. */
export async function markOf(tx: EntityManager, districtId: string, name: string): Promise<Date | null> {
  const row = await findRow(tx, MarkTable, { districtId, name });
  return row ? new Date(row.at) : null;
}

/** Moves a mark forward; never back. */
export async function setMark(tx: EntityManager, districtId: string, name: string, at: Date): Promise<void> {
  const known = await findRow(tx, MarkTable, { districtId, name });
  if (!known) await insertRows(tx, MarkTable, [{ districtId, name, at: at.getTime() }]);
  else if (known.at < at.getTime())
    await changeRows(tx, MarkTable, { districtId, name }, { at: at.getTime() });
}
