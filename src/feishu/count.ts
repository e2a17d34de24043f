import type { Clock } from "../clock.ts";
import type { Answered } from "./call.ts";

/** The month's calls are used up (CONTRACT §0). */
const USED_UP = 99991403;

/** Counts the calls that left, for the meter of the month. */
export function openCount(clock: Clock) {
  let calls = 0;
  let refusedAt: Date | null = null;
  return {
    heard(answer: Answered<unknown>): void {
      calls += 1;
      if (!answer.ok && answer.error.code === USED_UP) refusedAt = clock.now();
    },
    take(): { calls: number; refusedAt: Date | null } {
      const taken = { calls, refusedAt };
      calls = 0;
      refusedAt = null;
      return taken;
    },
  };
}
