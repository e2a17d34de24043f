import { defineTable, id, instant, key, maybe, text } from "../db/define.ts";
import { findRows } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import type { Turn } from "../turn.ts";
import type { Joining } from "./joining.ts";

type JoiningRow = Joining & { districtId: string };

export const JoiningTable = defineTable<JoiningRow>(
  "joining",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    personId: { ...key(36), name: "person_id" },
    name: key(),
    unit: key(32),
    seat: key(32),
    remark: text(),
    state: key(16),
    askedAt: { ...maybe(instant()), name: "asked_at" },
    decidedBy: { ...maybe(key(36)), name: "decided_by" },
    decidedAt: { ...maybe(instant()), name: "decided_at" },
    reason: text(),
  },
  [{ name: "joining_state", columns: ["districtId", "state", "personId"] }],
);

const joinings = (turn: Turn) => turn.tx.getRepository(JoiningTable);

export async function getJoining(turn: Turn, joiningId: string): Promise<Joining> {
  const found = await joinings(turn).findOneBy({ districtId: turn.district, id: joiningId });
  if (!found) throw new Refusal("没有找到这份申请，请重新发“申请加入”");
  return found;
}

export async function addJoining(turn: Turn, joining: Joining): Promise<void> {
  await joinings(turn).insert({ ...joining, districtId: turn.district });
}

/** Keeps a new state; somebody was faster: nothing is kept. */
export async function saveJoining(turn: Turn, before: Joining, after: Joining): Promise<void> {
  const kept = await joinings(turn).update(
    { districtId: turn.district, id: before.id, state: before.state },
    { ...after },
  );
  if (!kept.affected) throw new StaleCard();
}

/** Requests that wait for the office, the oldest first. */
export const askedJoinings = (turn: Turn): Promise<Joining[]> =>
  findRows(turn.tx, JoiningTable, { districtId: turn.district, state: "asked" }, { order: { id: "ASC" } });
