import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import type { Hazard, Moment } from "./hazard.ts";
import type { Enforcement, Penalty } from "./tracks.ts";

/** E1: facts and papers go to the body that may enforce; a record stays on both sides. */
export function refer(
  hazard: Hazard,
  by: string,
  { body, facts }: Pick<Enforcement, "body" | "facts">,
  { today }: Moment,
): Hazard {
  step(hazard, "refer");
  if (hazard.transfer?.state === "offered") throw new Refusal("移交还没有答复，请稍后再移送");
  if (!facts) throw new Refusal("请填移送的事实");
  const earlier = hazard.enforcement?.penalties ?? [];
  const enforcement: Enforcement = {
    state: "referred",
    by,
    referredOn: today,
    body,
    facts,
    takenOn: null,
    penalties: earlier,
  };
  return { ...hazard, enforcement };
}

function enforcementOf({ enforcement }: Hazard): Enforcement {
  if (enforcement === null) throw new Refusal("这条隐患没有移送执法");
  return enforcement;
}

/** E1: the body takes it up. */
export function takeReferral(hazard: Hazard, { today }: Moment): Hazard {
  step(hazard, "refer.take");
  const enforcement: Enforcement = { ...enforcementOf(hazard), state: "filed", takenOn: today };
  return { ...hazard, enforcement };
}

/** E1: the body sends it back, with the reason. What was decided before stays on record. */
export function declineReferral(hazard: Hazard, reason: string): Hazard {
  step(hazard, "refer.decline");
  if (!reason) throw new Refusal("请填退回原因");
  const { penalties, ...before } = enforcementOf(hazard);
  const enforcement: Enforcement | null =
    penalties.length > 0 ? { ...before, penalties, state: "executed" } : null;
  return { ...hazard, enforcement };
}

/** E2: a penalty as its document has it. It changes nothing about the rectification. */
export function recordPenalty(hazard: Hazard, penalty: Penalty, { today }: Moment): Hazard {
  step(hazard, "penalty");
  if (!penalty.kind) throw new Refusal("请填处罚种类");
  if (!penalty.number) throw new Refusal("请填处罚文号");
  if (penalty.decidedOn > today) throw new Refusal("处罚日期不能晚于今天");
  if (penalty.publishedOn !== null && penalty.publishedOn < penalty.decidedOn) {
    throw new Refusal("公开日期不能早于处罚日期");
  }
  if (penalty.publishedOn !== null && penalty.publishedOn > today) {
    throw new Refusal("公开日期不能晚于今天");
  }
  const before = enforcementOf(hazard);
  const others = before.penalties.filter(({ number }) => number !== penalty.number);
  return { ...hazard, enforcement: { ...before, state: "decided", penalties: [...others, penalty] } };
}

/** E2: carried out. */
export function execute(hazard: Hazard): Hazard {
  step(hazard, "execute");
  return { ...hazard, enforcement: { ...enforcementOf(hazard), state: "executed" } };
}
