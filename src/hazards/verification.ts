import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { isMajor, mustBe, type Hazard, type Moment } from "./hazard.ts";

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
