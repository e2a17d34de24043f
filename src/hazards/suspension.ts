import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import type { Hazard, Moment } from "./hazard.ts";
import type { Suspension } from "./tracks.ts";

export type Order = Pick<Suspension, "scope" | "number" | "reason">;

/** U1: people out, work stopped or equipment out of use, because safety cannot be kept meanwhile. */
export function suspend(hazard: Hazard, by: string, order: Order, { today }: Moment): Hazard {
  step(hazard, "suspend");
  if (!order.number) throw new Refusal("请填责令停产停用的文号");
  if (!order.reason) throw new Refusal("请填停产停用的原因");
  const suspension: Suspension = {
    ...order,
    state: order.scope,
    by,
    orderedOn: today,
    done: "",
    askedOn: null,
    askedBy: null,
    resumedOn: null,
  };
  return { ...hazard, suspension };
}

function suspensionOf({ suspension }: Hazard): Suspension {
  if (suspension === null) throw new Refusal("没有正在执行的停产停用");
  return suspension;
}

/** U2: what was done, and that it may go on; reviewed on site within ten days. */
export function askResume(hazard: Hazard, by: string, done: string, { today }: Moment): Hazard {
  step(hazard, "resume.ask");
  if (!done) throw new Refusal("请填做了哪些、评估结论");
  const suspension: Suspension = {
    ...suspensionOf(hazard),
    state: "resume_requested",
    done,
    askedOn: today,
    askedBy: by,
  };
  return { ...hazard, suspension };
}

function answered(hazard: Hazard, by: string): Suspension {
  const suspension = suspensionOf(hazard);
  if (suspension.askedBy === by) throw new Refusal("申请复产的人不能自己审查，请由其他人员办理");
  return suspension;
}

/** U2: reviewed on site, and free to go on. */
export function resume(hazard: Hazard, by: string, { today }: Moment): Hazard {
  step(hazard, "resume");
  return { ...hazard, suspension: { ...answered(hazard, by), state: "resumed", resumedOn: today } };
}

/** U2: not yet; the order stands as it was. */
export function refuseResume(hazard: Hazard, by: string, reason: string): Hazard {
  step(hazard, "resume.refuse");
  const suspension = answered(hazard, by);
  if (!reason) throw new Refusal("请填不同意复产的原因");
  return { ...hazard, suspension: { ...suspension, state: suspension.scope, reason } };
}
