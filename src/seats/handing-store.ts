import { defineTable, id, instant, key, maybe, text } from "../db/define.ts";
import { findRow } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import type { Turn } from "../turn.ts";
import type { Handing } from "./handing.ts";

type HandingRow = Handing & { districtId: string };

export const HandingTable = defineTable<HandingRow>(
  "handing",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    subject: key(80),
    unit: key(32),
    fromId: { ...key(36), name: "from_id" },
    toId: { ...maybe(key(36)), name: "to_id" },
    note: text(),
    state: key(16),
    reason: text(),
    at: instant(),
    answeredAt: { ...maybe(instant()), name: "answered_at" },
  },
  [{ name: "handing_subject", columns: ["districtId", "subject", "state"] }],
);

const handings = (turn: Turn) => turn.tx.getRepository(HandingTable);

export async function getHanding(turn: Turn, handingId: string): Promise<Handing> {
  const found = await handings(turn).findOneBy({ districtId: turn.district, id: handingId });
  if (!found) throw new Refusal("没有找到这次转办，请在任务或隐患卡片上重新点“转办”");
  return found;
}

export async function addHanding(turn: Turn, handing: Handing): Promise<void> {
  await handings(turn).insert({ ...handing, districtId: turn.district });
}

/** Keeps a new state; somebody was faster: nothing is kept. */
export async function saveHanding(turn: Turn, before: Handing, after: Handing): Promise<void> {
  const kept = await handings(turn).update(
    { districtId: turn.district, id: before.id, state: before.state },
    { ...after },
  );
  if (!kept.affected) throw new StaleCard();
}

/** The offer of a thing that waits for an answer. */
export const waitingHanding = (turn: Turn, subject: string): Promise<Handing | null> =>
  findRow(turn.tx, HandingTable, { districtId: turn.district, subject, state: "offered" });
