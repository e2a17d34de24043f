import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import { isOpen, type Hazard, type Moment } from "./hazard.ts";
import { isListed } from "./tracks.ts";

const must = (text: string, what: string): string => {
  if (!text) throw new Refusal(`请填${what}`);
  return text;
};

const aYearAfter = (day: Day): Day => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

export type Reopening = {
  /** The same defect once more, or a close-out that was not true. */
  ground: "again" | "untrue";
  finding: string;
  dueOn: Day;
  /** The day on which it was struck off. */
  closedOn: Day;
};

/** H12: struck off, and there again within twelve months; or the close-out was not true, however long ago. A new span begins. */
export function reopen(hazard: Hazard, asked: Reopening, { today }: Moment): Hazard {
  const state = step(hazard, "reopen");
  if (asked.ground === "again" && today > aYearAfter(asked.closedOn)) {
    throw new Refusal("销号已满12个月，请作为新隐患登记");
  }
  if (asked.dueOn < today) throw new Refusal("整改期限不能早于今天");
  return {
    ...hazard,
    state,
    dueOn: asked.dueOn,
    assignedOn: today,
    firstDueOn: asked.dueOn,
    endReason: must(asked.finding, "新发现的情况"),
    timesReopened: hazard.timesReopened + 1,
    requestedBy: null,
    requestedAt: null,
    closedAt: null,
    closedBy: null,
  };
}

/** H13: proved to be no hazard. What is listed cannot be voided. */
export function voidHazard(hazard: Hazard, reason: string): Hazard {
  const state = step(hazard, "void");
  if (isListed(hazard)) throw new Refusal("挂牌督办的隐患不能作废，请先摘牌");
  return { ...hazard, state, endReason: must(reason, "作废原因") };
}

/** H13: the same as another. Both numbers stay; the other takes over the older date. Answers both. */
export function merge(hazard: Hazard, into: Hazard, reason: string): { merged: Hazard; kept: Hazard } {
  const state = step(hazard, "merge");
  if (isListed(hazard)) throw new Refusal("挂牌督办的隐患不能并案，请先摘牌");
  if (into.id === hazard.id) throw new Refusal("不能并入自己，请填另一条的编号");
  if (!isOpen(into)) throw new Refusal("要并入的隐患已经结束，请填还在办理的编号");
  const foundOn = hazard.foundOn < into.foundOn ? hazard.foundOn : into.foundOn;
  return {
    merged: { ...hazard, state, endReason: must(reason, "并案原因"), mergedInto: into.id },
    kept: { ...into, foundOn },
  };
}

/** H14: it cannot be rectified; the office takes it to the joint meeting. */
export function proposeCloseDown(hazard: Hazard, by: string, reason: string, { today }: Moment): Hazard {
  step(hazard, "closedown.propose");
  const asked = { by, proposedOn: today, reason: must(reason, "为什么无法整改") };
  return { ...hazard, closeDown: { ...asked, minute: "", decision: "", decidedOn: null, proof: "" } };
}

export type CloseDownDecision = { minute: string; decision: string; decidedOn: Day; proof: string };

/** H14: it is not closed down, the rectification goes on; it may be proposed again. */
export function declineCloseDown(hazard: Hazard): Hazard {
  step(hazard, "closedown.decline");
  return { ...hazard, closeDown: null };
}

/** H14: the government has decided. It never counts as rectified. */
export function closeDown(hazard: Hazard, decided: CloseDownDecision, { today }: Moment): Hazard {
  const state = step(hazard, "closedown");
  if (hazard.closeDown === null) throw new Refusal("还没有提请关闭取缔");
  if (decided.decidedOn > today) throw new Refusal("决定日期不能晚于今天");
  must(decided.minute, "会议纪要文号");
  must(decided.decision, "政府决定文号");
  must(decided.proof, "现场确认情况");
  return { ...hazard, state, closeDown: { ...hazard.closeDown, ...decided } };
}
