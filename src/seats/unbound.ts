import { defineTable, id, key } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import { findRows } from "../db/statements.ts";
import type { Turn } from "../turn.ts";
import type { Unbound } from "./changes.ts";

type UnboundRow = Unbound & { id: string; districtId: string };

/** Roster rows whose person Feishu did not find at the last reading. */
export const UnboundTable = defineTable<UnboundRow>(
  "unbound",
  { id: id(), districtId: { ...key(), name: "district_id" }, unit: key(32), seat: key(32), name: key() },
  [{ name: "unbound_unit", columns: ["districtId", "unit"] }],
);

export async function keepUnbound(turn: Turn, rows: readonly Unbound[]): Promise<void> {
  const unbound = turn.tx.getRepository(UnboundTable);
  await unbound.delete({ districtId: turn.district });
  for (const { unit, seat, name } of rows)
    await unbound.insert({ id: newRowId(turn.now), districtId: turn.district, unit, seat, name });
}

export const unboundRows = (turn: Turn): Promise<Unbound[]> =>
  findRows(turn.tx, UnboundTable, { districtId: turn.district }, { order: { id: "ASC" } });
