import { waitingBall, type Lit } from "../campaign/lights.ts";
import type { QueueItem } from "../../cards/queue.ts";
import { dayOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { lightOf } from "./clocks.ts";
import type { Hazard } from "./hazard.ts";

/** By what clock something waits for the office or a verifier. */
export type Waiting = { kind: QueueItem["kind"]; word: string; waited: number; limit: number };

/** How long a hazard has waited for the office or a verifier; `null` while it is with its unit. */
export function waitingOf({ campaign, calendar, today }: Turn, hazard: Hazard): Waiting | null {
  const { assign_within, verify_within, confirm_within } = campaign.hazards;
  const since = (at: Date | null) => (at ? dayOf(at, campaign.district.timezone) : today);
  const waits = (kind: Waiting["kind"], word: string, limit: number, from: Day): Waiting => ({
    kind,
    word,
    limit,
    waited: calendar.workdaysBetween(from, today),
  });
  switch (hazard.state) {
    case "registered":
      return waits("assign", "交办", assign_within, since(hazard.registeredAt));
    case "verify_requested":
      return waits("verify", "复查", verify_within, since(hazard.requestedAt));
    case "verifying":
      return waits("confirm", "销号确认", confirm_within, hazard.verifiedOn ?? today);
    default:
      return null;
  }
}

/** Who holds the ball, and the light that shows it: waiting for verification, it is the verifier's (RULES §6). */
export function ballOf(turn: Turn, hazard: Hazard): Lit {
  const what = { subject: `hazard:${hazard.id}`, unit: hazard.leadUnit };
  const waiting = waitingOf(turn, hazard);
  if (!waiting) {
    const lit = lightOf(hazard, turn.today, turn.calendar, turn.campaign);
    return { ...what, ...lit, holder: lit.light === "grey" ? "nobody" : "unit" };
  }
  const holder = waiting.kind === "verify" ? "verifier" : "office";
  if (awaitsRuling(hazard)) return { ...what, holder, light: "red", cause: "红灯：两次退回，等待裁定" };
  return { ...what, ...waitingBall(holder, waiting.word, waiting) };
}

/** Refused twice, it waits for the office's ruling: red, however fresh. */
export const awaitsRuling = ({ state, timesRefused }: Hazard): boolean =>
  state === "registered" && timesRefused >= 2;
