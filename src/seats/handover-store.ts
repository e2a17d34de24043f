import { defineTable, id, instant, json, key, maybe } from "../db/define.ts";
import { findRows } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import type { Turn } from "../turn.ts";
import type { Handover } from "./handover.ts";

type HandoverRow = Handover & { districtId: string };

export const HandoverTable = defineTable<HandoverRow>(
  "handover",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    unit: key(32),
    fromId: { ...key(36), name: "from_id" },
    seats: json(),
    state: key(16),
    openedAt: { ...instant(), name: "opened_at" },
    takenBy: { ...maybe(key(36)), name: "taken_by" },
    takenAt: { ...maybe(instant()), name: "taken_at" },
  },
  [{ name: "handover_state", columns: ["districtId", "state", "unit"] }],
);

const handovers = (turn: Turn) => turn.tx.getRepository(HandoverTable);

export async function getHandover(turn: Turn, handoverId: string): Promise<Handover> {
  const found = await handovers(turn).findOneBy({ districtId: turn.district, id: handoverId });
  if (!found) throw new Refusal("没有找到这次交接，发“名册”可查看");
  return found;
}

export async function addHandover(turn: Turn, handover: Handover): Promise<void> {
  await handovers(turn).insert({ ...handover, districtId: turn.district });
}

/** Keeps a new state; somebody was faster: nothing is kept. */
export async function saveHandover(turn: Turn, before: Handover, after: Handover): Promise<void> {
  const kept = await handovers(turn).update(
    { districtId: turn.district, id: before.id, state: before.state },
    { ...after },
  );
  if (!kept.affected) throw new StaleCard();
}

export const openHandovers = (turn: Turn): Promise<Handover[]> =>
  findRows(turn.tx, HandoverTable, { districtId: turn.district, state: "open" }, { order: { id: "ASC" } });
