import type { SeatName } from "../campaign/definition.ts";
import { Refusal } from "../errors.ts";
import type { Person } from "../turn.ts";

/** What somebody left behind in a body when they stood up, until somebody takes it (PLAN-FACTS §8, S14). */
export type Handover = {
  id: string;
  unit: string;
  fromId: string;
  seats: SeatName[];
  state: "open" | "taken";
  openedAt: Date;
  takenBy: string | null;
  takenAt: Date | null;
};

/** Seats whose work is handed over: who only looks on leaves nothing open. */
export const WORKING: readonly SeatName[] = [
  "lead",
  "deputy",
  "liaison",
  "inspector",
  "office_director",
  "office_clerk",
];

/** Whoever sits in the body takes it, or the office when nobody is left there. */
export const mayTake = (by: Person, { unit }: Handover): boolean =>
  by.seats.some(
    ({ unit: at, seat }) =>
      (at === unit && WORKING.includes(seat)) || seat === "office_director" || seat === "office_clerk",
  );

/** Taken once, by one person. */
export function take(handover: Handover, by: Person, now: Date): Handover {
  if (!mayTake(by, handover)) throw new Refusal("交接由本单位的人或办公室接手，您在这里没有席位");
  if (handover.state === "taken") throw new Refusal("已经有人接手了，点开各项可看办理过程");
  return { ...handover, state: "taken", takenBy: by.id, takenAt: now };
}
