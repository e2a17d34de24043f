import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { actOf, fits, step } from "./acts.ts";
import { isMajor, type Hazard, type Moment } from "./hazard.ts";
import { lackingOfMajor } from "./life.ts";
import { isListed, isStopped } from "./tracks.ts";

export type Verification = {
  by: string;
  /** How the verifier is called on the card: nobody verifies what they answer for. */
  byName: string;
  companions: string[];
  verifiedOn: Day;
  place: string;
  remark: string;
  /** The office director's written reason for letting somebody verify who should not (RULES §2.2); empty for none. */
  override?: string;
};

/** Who asked, or answers for it, is never on the verification (RULES §2.2). */
export function mayVerify(
  hazard: Hazard,
  { by, byName, override = "" }: Pick<Verification, "by" | "byName" | "override">,
  act: "pass" | "return",
): void {
  if (!fits(act, hazard)) throw new Refusal(actOf(act).refusal);
  if (override) return;
  if (hazard.requestedBy === by) throw new Refusal("申请人不能复查，请由其他检查人员办理");
  if (hazard.person === byName) throw new Refusal("责任人不能复查，请由其他检查人员办理");
}

/** H8: a named team of at least two, on a day that fits; what was passed and waits to be struck off may still be returned. */
export function beginVerification(
  hazard: Hazard,
  team: Verification,
  { today }: Moment,
  act: "pass" | "return" = "pass",
): Hazard {
  mayVerify(hazard, team, act);
  const others = team.companions.filter((each) => each !== team.by);
  if (others.length === 0) throw new Refusal("复查至少两人，请再选一名同行人");
  if (!team.override && hazard.requestedBy !== null && others.includes(hazard.requestedBy)) {
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

function mustBeVerifying({ state }: Hazard): void {
  if (state !== "verifying") throw new Refusal("这条隐患不在复查中");
}

/** Nothing is struck off under a stop order, or while it is listed (H9). */
function mustBeFree(hazard: Hazard): void {
  if (isStopped(hazard)) throw new Refusal("停产停用还没有解除，不能销号，请先办复产");
  if (isListed(hazard)) throw new Refusal("还在挂牌督办，请先摘牌再销号");
}

/** H9: what holds is struck off; a major hazard waits for the office. */
export function passVerification(hazard: Hazard, { now }: Moment): Hazard {
  mustBeVerifying(hazard);
  if (isMajor(hazard)) return hazard;
  mustBeFree(hazard);
  return { ...hazard, state: "closed", closedAt: now, closedBy: hazard.verifiedBy };
}

/** What a verifier wrote, point by point: a line each, without the numbers in front. */
export const pointsIn = (remark: string): string[] =>
  remark
    .split(/[\n；;]+/)
    .map((line) =>
      line.replace(/^\s*(?:[（(]?[0-9０-９一二三四五六七八九十]+[)）.、．]\s*|[-·•]\s*)/, "").trim(),
    )
    .filter((line) => line !== "");

/** H10: what fails goes back to its unit with points to mend and a nearer day. */
export function failVerification(hazard: Hazard, newDueOn: Day): Hazard {
  mustBeVerifying(hazard);
  const returnPoints = pointsIn(hazard.verifyRemark);
  if (returnPoints.length === 0) throw new Refusal("退回要写复查意见：逐条写还差什么");
  const timesReturned = hazard.timesReturned + 1;
  return { ...hazard, state: "rectifying", dueOn: newDueOn, timesReturned, returnPoints };
}

/** H9, major: only the office strikes off, and not who verified or asked. */
export function closeOut(hazard: Hazard, by: string, { now }: Moment): Hazard {
  const state = step(hazard, "closeout");
  if (hazard.verifiedBy === by || hazard.requestedBy === by) {
    throw new Refusal("申请人和复查人不能确认销号，请由办公室其他人员办理");
  }
  mustBeFree(hazard);
  const lacking = lackingOfMajor(hazard);
  if (lacking.length > 0) throw new Refusal(`还缺：${lacking.join("、")}，请先退回整改补齐`);
  return { ...hazard, state, closedAt: now, closedBy: by };
}
