import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";

export type HazardState =
  | "registered"
  | "assigned"
  | "rectifying"
  | "verify_requested"
  | "verifying"
  | "closed"
  | "shut_down"
  | "voided"
  | "merged";

export type Grade = "general" | "major" | "major_pending";

/** One problem found at one place (RULES §4, §11). */
export type Hazard = {
  id: string;
  campaign: string;
  year: number;
  number: number;
  state: HazardState;
  grade: Grade;
  /** As it was called when the hazard was found; `enterpriseId` is who it is. */
  enterprise: string;
  enterpriseId: string | null;
  site: string;
  description: string;
  focusPoint: string;
  category: string;
  source: string;
  foundOn: Day;
  finder: string;
  leadUnit: string;
  /** Who took it when it was handed on within the unit; `null` is the unit itself (RULES §2.6). */
  executor: string | null;
  /** The plan's three: 责任、时限、措施. */
  person: string;
  dueOn: Day | null;
  measure: string;
  /** From when the first span counts: a return gives half of it. */
  assignedOn: Day | null;
  firstDueOn: Day | null;
  funds: string;
  emergencyPlan: string;
  progress: string;
  done: string;
  finishedOn: Day | null;
  requestedBy: string | null;
  requestedAt: Date | null;
  verifiedBy: string | null;
  companions: string[];
  verifiedOn: Day | null;
  verifyPlace: string;
  verifyRemark: string;
  closedAt: Date | null;
  closedBy: string | null;
  timesReturned: number;
  timesRefused: number;
  refusal: string;
  registeredAt: Date;
  version: number;
};

/** One moment of the district, for what is done now. */
export type Moment = { now: Date; today: Day };

const ENDED: readonly HazardState[] = ["closed", "shut_down", "voided", "merged"];

export const isOpen = ({ state }: Pick<Hazard, "state">): boolean => !ENDED.includes(state);

export const isMajor = ({ grade }: Pick<Hazard, "grade">): boolean => grade !== "general";

/** An act that does not fit the state is refused, in words. */
export function mustBe({ state }: Hazard, expected: readonly HazardState[], words: string): void {
  if (!expected.includes(state)) throw new Refusal(words);
}

export type Assignment = { unit: string; person: string; dueOn: Day; measure: string };

/** The plan's three, of which none may be missing before a hazard leaves 登记. */
export function missingOfThree({
  person,
  dueOn,
  measure,
}: {
  person: string;
  dueOn: Day | null;
  measure: string;
}): string[] {
  return [...(person ? [] : ["责任人"]), ...(dueOn ? [] : ["整改期限"]), ...(measure ? [] : ["整改措施"])];
}

/** H2: to one lead unit, with responsible person, deadline and measure. */
export function assign(hazard: Hazard, to: Assignment, { today }: Moment): Hazard {
  mustBe(hazard, ["registered"], "这条隐患已经交办");
  const missing = missingOfThree(to);
  if (missing.length > 0) throw new Refusal(`还缺：${missing.join("、")}`);
  if (to.dueOn < today) throw new Refusal("整改期限不能早于今天");
  const { unit, person, dueOn, measure } = to;
  return {
    ...hazard,
    state: "assigned",
    leadUnit: unit,
    person,
    dueOn,
    measure,
    assignedOn: hazard.assignedOn ?? today,
    firstDueOn: hazard.firstDueOn ?? dueOn,
  };
}

/** H3: the lead unit takes it on, rectification begins. */
export function sign(hazard: Hazard): Hazard {
  mustBe(hazard, ["assigned"], "这条隐患不在待签收状态");
  return { ...hazard, state: "rectifying" };
}

/** H4: not ours. After the second refusal the office rules, and there is no third. */
export function refuse(hazard: Hazard, reason: string): Hazard {
  mustBe(hazard, ["assigned"], "这条隐患不在待签收状态");
  if (hazard.timesRefused >= 2) throw new Refusal("已退回过两次，办公室已裁定，请签收办理");
  return { ...hazard, state: "registered", timesRefused: hazard.timesRefused + 1, refusal: reason };
}

export type Update = Pick<Hazard, "progress" | "measure" | "funds" | "person" | "emergencyPlan">;

/** H6: how far it is. Percentages are no evidence; words and dates are. */
export function update(hazard: Hazard, sent: Update): Hazard {
  mustBe(hazard, ["rectifying"], "这条隐患不在整改中");
  return { ...hazard, ...sent, progress: sent.progress || hazard.progress };
}

/** What is still missing before verification may be asked for. */
export function lackingForRequest(hazard: Hazard, evidence: { after: number }): string[] {
  const majorOnly = isMajor(hazard)
    ? [...(hazard.funds ? [] : ["整改资金"]), ...(hazard.emergencyPlan ? [] : ["应急预案"])]
    : [];
  return [...missingOfThree(hazard), ...majorOnly, ...(evidence.after > 0 ? [] : ["整改后照片"])];
}

export type Request = { done: string; finishedOn: Day; by: string };
export type Evidence = { after: number; waiting: number };

/** H7: asks for verification (申请销号): what was done, when, and how it looks now. */
export function requestVerification(
  hazard: Hazard,
  asked: Request,
  evidence: Evidence,
  { now, today }: Moment,
): Hazard {
  mustBe(hazard, ["rectifying"], "这条隐患不在整改中");
  const lacking = lackingForRequest(hazard, evidence);
  if (lacking.length > 0 && evidence.waiting > 0) throw new Refusal("文件正在接收，请稍候");
  if (lacking.length > 0) throw new Refusal(`还缺：${lacking.join("、")}`);
  if (asked.finishedOn > today) throw new Refusal("完成日期不能晚于今天");
  if (asked.finishedOn < hazard.foundOn) throw new Refusal("完成日期不能早于发现日期");
  const { done, finishedOn, by } = asked;
  return { ...hazard, state: "verify_requested", done, finishedOn, requestedBy: by, requestedAt: now };
}

/** H11: taken back before verification begins. */
export function withdraw(hazard: Hazard): Hazard {
  mustBe(hazard, ["verify_requested"], "复查已经开始，不能撤回");
  return { ...hazard, state: "rectifying", requestedBy: null, requestedAt: null };
}
