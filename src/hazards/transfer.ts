import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import type { Hazard, Moment } from "./hazard.ts";
import type { Transfer } from "./tracks.ts";

const MOST_DECLINED = 2;

/** H15: the lead offers it to another unit; until that one takes it, nothing changes. */
export function offerTransfer(
  hazard: Hazard,
  by: string,
  { to, reason }: Pick<Transfer, "to" | "reason">,
  { today }: Moment,
): Hazard {
  step(hazard, "transfer.offer");
  if (to === hazard.leadUnit) throw new Refusal("接收单位就是本单位，请选别的单位");
  if (!reason) throw new Refusal("请填移交原因");
  if (hazard.timesDeclined >= MOST_DECLINED) throw new Refusal("已两次不接收，请由办公室裁定");
  if (hazard.enforcement?.state === "referred") throw new Refusal("移送执法还没有答复，请稍后再移交");
  return { ...hazard, transfer: { state: "offered", by, to, reason, offeredOn: today } };
}

function offeredOf({ transfer }: Hazard): Transfer {
  if (transfer?.state !== "offered") throw new Refusal("没有待接收的移交");
  return transfer;
}

/** H15: the other unit leads from now on. Open clocks stay; who had it in the old unit has it no more. */
export function takeTransfer(hazard: Hazard): Hazard {
  step(hazard, "transfer.take");
  const transfer = offeredOf(hazard);
  const helpUnits = [
    ...new Set([...hazard.helpUnits.filter((unit) => unit !== transfer.to), hazard.leadUnit]),
  ];
  return {
    ...hazard,
    leadUnit: transfer.to,
    helpUnits,
    executor: null,
    transfer: { ...transfer, state: "taken" },
  };
}

/** H15: not taken. After the second refusal nobody is asked any more: the office rules. */
export function declineTransfer(hazard: Hazard, reason: string, { today }: Moment): Hazard {
  step(hazard, "transfer.decline");
  if (!reason) throw new Refusal("请填不接收的原因");
  const transfer: Transfer = { ...offeredOf(hazard), state: "declined", reason, answeredOn: today };
  return { ...hazard, transfer, timesDeclined: hazard.timesDeclined + 1 };
}

/** Refused by two units: it waits for the office's ruling. */
export const isTwiceDeclined = ({ transfer, timesDeclined }: Hazard): boolean =>
  transfer?.state === "declined" && timesDeclined >= MOST_DECLINED;

/** The office rules, or corrects itself: another unit leads, from its signature on. Open clocks stay. */
export function reassign(hazard: Hazard, to: string, reason: string): Hazard {
  const state = step(hazard, "reassign");
  if (to === hazard.leadUnit && !isTwiceDeclined(hazard)) throw new Refusal("责任单位没有变化，请选别的单位");
  if (!reason) throw new Refusal("请填改派原因");
  const helpUnits = hazard.helpUnits.filter((unit) => unit !== to);
  return { ...hazard, state, leadUnit: to, helpUnits, executor: null, transfer: null };
}
