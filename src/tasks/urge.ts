import { unitName } from "../campaign/definition.ts";
import { record } from "../campaign/history.ts";
import { Refusal } from "../errors.ts";
import { claimOccurrence, wasClaimed } from "../jobs/occurrences.ts";
import { toldAt } from "../jobs/told.ts";
import { workers } from "../seats/workers.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { mustDecide } from "./rights.ts";
import { getTask, subjectOf } from "./store.ts";
import { isOpen } from "./task.ts";
import { ringUnit } from "./tell.ts";

export const URGE = "task.urge";

/** 催办: beside the ladder the office rings a unit about what it owes, once a day, in working hours and within each person's budget. */
export async function urgeTask(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const task = await getTask(turn, { id, rev });
  mustDecide(by, task, "催办");
  const unit = unitName(turn.campaign, task.unit);
  if (!isOpen(task) || task.state === "submitted") throw new Refusal(`${unit}已经报送，不用催办`);
  if ((await workers(turn, task)).length === 0) {
    throw new Refusal(`${unit}现在没有人可催。请先补席位，发“名册”可查看`);
  }
  const { tx, district: districtId, today, now } = turn;
  const once = { districtId, kind: "urge", occursOn: today, key: subjectOf(task), firedAt: now };
  if (!(await claimed(tx, once))) throw new Refusal("今天已催办过，一天只催一次");
  record(turn, { subject: subjectOf(task), by: by.id, act: URGE, words: "催办" });
  return { toast: toldAt(`已催办${unit}`, await ringUnit(turn, task, `urged:${today}`), turn) };
}

/** Of two that press at one moment the other is told. */
const claimed = (...asked: Parameters<typeof claimOccurrence>): Promise<boolean> =>
  claimOccurrence(...asked).catch((error: unknown) => {
    if (wasClaimed(error)) return false;
    throw error;
  });
