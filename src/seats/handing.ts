import { Refusal } from "../errors.ts";
import type { Person } from "../turn.ts";

/** One thing's work, offered by one person of a unit to another (RULES §2.6). */
export type Handing = {
  id: string;
  /** `task:…` or `hazard:…`. */
  subject: string;
  unit: string;
  fromId: string;
  toId: string | null;
  note: string;
  state: "drafted" | "offered" | "accepted" | "declined" | "withdrawn";
  reason: string;
  at: Date;
  answeredAt: Date | null;
};

/** What is handed on, as it is now. */
export type Work = { unit: string; title: string; isOpen: boolean; executor: string | null };

/** Who speaks for the unit hands on, and whoever works on it now. */
export function mustHandOn(by: Person, { unit, isOpen, executor }: Work): void {
  if (!isOpen) throw new Refusal("已经交出去了，不能再转办");
  const speaks = by.seats.some(
    (held) => held.unit === unit && ["lead", "deputy", "liaison"].includes(held.seat),
  );
  if (!speaks && by.id !== executor) throw new Refusal("转办由本单位负责人、B角、联络员或现在的执行人提出");
}

export type Offer = { toId: string; toName: string; note: string; isColleague: boolean };

/** Offered: until the other takes it, whoever gave it keeps it. One offer of a thing at a time. */
export function offer(handing: Handing, sent: Offer, work: Work, waiting: boolean, now: Date): Handing {
  if (handing.state !== "drafted") throw new Refusal("这次转办已经提出，请看卡片上的结果");
  const { toId, toName, note, isColleague } = sent;
  if (toId === handing.fromId) throw new Refusal("不能转办给自己，请另选一人");
  if (!isColleague) throw new Refusal("只能转办给本单位的人，请另选一人");
  if (toId === work.executor) throw new Refusal(`${toName}已经是执行人，请另选一人`);
  if (waiting) throw new Refusal("已有一次转办在等答复，要换人请先点“撤回转办”");
  return { ...handing, state: "offered", toId, note, at: now };
}

function answered(handing: Handing, by: string, now: Date): Handing {
  if (handing.state !== "offered") throw new Refusal("这次转办已经有结果了");
  if (handing.toId !== by) throw new Refusal("这次转办是给别人的，您不能答复");
  return { ...handing, answeredAt: now };
}

/** From now on it is theirs. */
export const accept = (handing: Handing, by: string, now: Date): Handing => ({
  ...answered(handing, by, now),
  state: "accepted",
});

/** Not theirs; why is told to whoever gave it. */
export const decline = (handing: Handing, by: string, reason: string, now: Date): Handing => ({
  ...answered(handing, by, now),
  state: "declined",
  reason,
});

/** Taken back by whoever gave it, before it is answered. */
export function withdraw(handing: Handing, by: string, now: Date): Handing {
  if (handing.fromId !== by) throw new Refusal("转办由提出的人撤回");
  if (handing.state !== "offered") throw new Refusal("这次转办已经有结果了，不能撤回");
  return { ...handing, state: "withdrawn", answeredAt: now };
}
