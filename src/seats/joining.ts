import type { SeatName } from "../campaign/definition.ts";
import { Refusal } from "../errors.ts";

/** Somebody's request for a seat (RULES §2.5). */
export type Joining = {
  id: string;
  personId: string;
  name: string;
  unit: string;
  seat: SeatName;
  remark: string;
  state: "drafted" | "asked" | "approved" | "declined";
  askedAt: Date | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  reason: string;
};

/** Seats that may be asked for; the office's and the meeting's come from the roster alone. */
export const ASKABLE = ["lead", "deputy", "liaison", "inspector"] as const satisfies readonly SeatName[];
export type Askable = (typeof ASKABLE)[number];

/** Working days within which the office answers. */
export const ANSWER_WITHIN = 2;

export type Wish = Pick<Joining, "name" | "unit" | "remark"> & { seat: Askable };

/** A filled form; one request of a person at a time. */
export function ask(
  joining: Joining,
  wish: Wish,
  { isHeld, isWaiting }: { isHeld: boolean; isWaiting: boolean },
  now: Date,
): Joining {
  if (joining.state !== "drafted") throw new Refusal("这张申请已经交了，等办公室答复");
  if (isWaiting) throw new Refusal("您已有一份申请在办，等办公室答复后再申请");
  if (isHeld) throw new Refusal("您已经在这个席位上，发“帮助”看能办什么");
  return { ...joining, ...wish, state: "asked", askedAt: now };
}

type Decision = { by: string; now: Date };

/** The office decides once, and not on itself. */
function decided(joining: Joining, { by, now }: Decision): Joining {
  if (joining.state !== "asked") throw new Refusal("这份申请已经答复过了");
  if (joining.personId === by) throw new Refusal("自己的申请请由办公室其他人员办理");
  return { ...joining, decidedBy: by, decidedAt: now };
}

export const approve = (joining: Joining, decision: Decision): Joining => ({
  ...decided(joining, decision),
  state: "approved",
});

export const decline = (joining: Joining, reason: string, decision: Decision): Joining => ({
  ...decided(joining, decision),
  state: "declined",
  reason,
});
