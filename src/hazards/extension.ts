import type { Calendar } from "../campaign/calendar.ts";
import type { HazardRules } from "../campaign/hazard-rules.ts";
import { addDays, daysBetween, shortDay, type Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import { isMajor, type Hazard, type Moment } from "./hazard.ts";
import type { Extension } from "./tracks.ts";

/** What holds for one hazard's extensions: the last day to ask, the last day to grant, and how many. */
export type Limits = { most: number; ahead: number; askBy: Day; latest: Day };

/** X1, X2: all extensions together are at most as long as the first span, from 交办 to the first due date. */
export function limitsOf(
  hazard: Hazard,
  calendar: Pick<Calendar, "addWorkdays">,
  { extensions }: HazardRules,
): Limits {
  const { most, ahead } = isMajor(hazard) ? extensions.major : extensions.general;
  const { dueOn, assignedOn, firstDueOn } = hazard;
  if (dueOn === null || assignedOn === null || firstDueOn === null) {
    throw new Refusal("还没有整改期限，不用延期");
  }
  const span = Math.max(0, daysBetween(assignedOn, firstDueOn));
  return { most, ahead, askBy: calendar.addWorkdays(dueOn, -ahead), latest: addDays(firstDueOn, span) };
}

export type Asking = Pick<Extension, "cause" | "done" | "protection" | "until">;

/** X1: more time, asked in time, with what was done and what protects people meanwhile. The clock runs on. */
export function extend(hazard: Hazard, by: string, asked: Asking, limits: Limits, { today }: Moment): Hazard {
  step(hazard, "extend");
  mustBeLeft(hazard, limits);
  if (today > limits.askBy) throw new Refusal(`延期须提前${limits.ahead}个工作日提出，今天已过`);
  mustFit(hazard, asked.until, limits, today);
  const extension: Extension = { ...asked, state: "requested", by, askedOn: today, reason: "" };
  return { ...hazard, extension };
}

function mustBeLeft({ timesExtended }: Hazard, { most }: Limits): void {
  if (timesExtended >= most) throw new Refusal(`最多延期${most}次，已延过${timesExtended}次`);
}

function mustFit({ dueOn }: Hazard, until: Day, { latest }: Limits, today: Day): void {
  if (until <= today) throw new Refusal("新的期限要晚于今天，不能倒签");
  if (dueOn !== null && until <= dueOn) throw new Refusal(`新的期限要晚于现在的期限${shortDay(dueOn)}`);
  if (until > latest) throw new Refusal(`延期总长不超过原来的时长，最晚到${shortDay(latest)}`);
}

function requested({ extension }: Hazard, by: string): Extension {
  if (extension?.state !== "requested") throw new Refusal("没有待审批的延期申请");
  if (extension.by === by) throw new Refusal("申请延期的人不能自己审批，请由其他人员办理");
  return extension;
}

/** X2: granted by another, within the first span, never backdated. */
export function grantExtension(
  hazard: Hazard,
  by: string,
  { until, reason }: Pick<Extension, "until" | "reason">,
  limits: Limits,
  { today }: Moment,
): Hazard {
  step(hazard, "extend.grant");
  const extension = requested(hazard, by);
  mustBeLeft(hazard, limits);
  mustFit(hazard, until, limits, today);
  return {
    ...hazard,
    dueOn: until,
    timesExtended: hazard.timesExtended + 1,
    extension: { ...extension, state: "granted", until, reason },
  };
}

/** X2: not granted; the day stays. */
export function refuseExtension(hazard: Hazard, by: string, reason: string): Hazard {
  step(hazard, "extend.refuse");
  const extension = requested(hazard, by);
  if (!reason) throw new Refusal("不同意要写明原因");
  return { ...hazard, extension: { ...extension, state: "refused", reason } };
}
