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
  enterprise: string;
  site: string;
  description: string;
  focusPoint: string;
  category: string;
  source: string;
  foundOn: Day;
  finder: string;
  leadUnit: string;
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

function mustBe({ state }: Hazard, expected: readonly HazardState[], words: string): void {
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

export type Verification = {
  by: string;
  /** How the verifier is called on the card: nobody verifies what they answer for. */
  byName: string;
  companions: string[];
  verifiedOn: Day;
  place: string;
  remark: string;
};

/** Who asked, or answers for it, is never on the verification (RULES §2.2). */
export function mayVerify(hazard: Hazard, { by, byName }: Pick<Verification, "by" | "byName">): void {
  mustBe(hazard, ["verify_requested"], "这条隐患不在复查中");
  if (hazard.requestedBy === by) throw new Refusal("申请人不能复查，请由其他检查人员办理");
  if (hazard.person === byName) throw new Refusal("责任人不能复查，请由其他检查人员办理");
}

/** H8: a named team of at least two, on a day that fits. */
export function beginVerification(hazard: Hazard, team: Verification, { today }: Moment): Hazard {
  mayVerify(hazard, team);
  const others = team.companions.filter((each) => each !== team.by);
  if (others.length === 0) throw new Refusal("复查至少两人，请再选一名同行人");
  if (hazard.requestedBy !== null && others.includes(hazard.requestedBy)) {
    throw new Refusal("申请人不能参加复查，请换一名同行人");
  }
  if (team.verifiedOn > today) throw new Refusal("复查日期不能晚于今天");
  if (hazard.finishedOn !== null && team.verifiedOn < hazard.finishedOn) {
    throw new Refusal("复查日期不能早于整改完成日期");
  }
  return {
    ...hazard,
    state: "verifying",
    verifiedBy: team.by,
    companions: others,
    verifiedOn: team.verifiedOn,
    verifyPlace: team.place,
    verifyRemark: team.remark,
  };
}

/** H9: what holds is struck off; a major hazard waits for the office. */
export function passVerification(hazard: Hazard, { now }: Moment): Hazard {
  mustBe(hazard, ["verifying"], "这条隐患不在复查中");
  return isMajor(hazard)
    ? hazard
    : { ...hazard, state: "closed", closedAt: now, closedBy: hazard.verifiedBy };
}

/** H10: what fails goes back to its unit with points to mend and a nearer day. */
export function failVerification(hazard: Hazard, newDueOn: Day): Hazard {
  mustBe(hazard, ["verifying"], "这条隐患不在复查中");
  if (hazard.verifyRemark === "") throw new Refusal("退回要写复查意见：逐条写还差什么");
  return { ...hazard, state: "rectifying", dueOn: newDueOn, timesReturned: hazard.timesReturned + 1 };
}

/** H9, major: only the office strikes off, and not who verified or asked. */
export function closeOut(hazard: Hazard, by: string, { now }: Moment): Hazard {
  mustBe(hazard, ["verifying"], "这条隐患不在等待销号确认");
  if (hazard.verifiedBy === by || hazard.requestedBy === by) {
    throw new Refusal("申请人和复查人不能确认销号，请由办公室其他人员办理");
  }
  return { ...hazard, state: "closed", closedAt: now, closedBy: by };
}
