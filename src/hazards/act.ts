import type { Hazard, HazardState } from "./hazard.ts";

/**
 * What a person is to one hazard. `worker` is the lead unit's lead, deputy, liaison, inspector or whoever took it;
 * `speaker` leaves the inspector out, `head` the liaison too. `decider` grants more time: the unit's head, or the office
 * for a major one. `receiver` speaks for the unit that is asked to take it on, or to enforce; `enforcer` enforces.
 */
export type Part =
  | "office"
  | "convener"
  | "worker"
  | "speaker"
  | "head"
  | "verifier"
  | "decider"
  | "receiver"
  | "enforcer";

/** One act: in which states it fits, where it leads, who does it, what it needs and by when. */
export type Act = {
  /** The rule's id in docs/rules.md. */
  rule: string;
  label: string;
  from: readonly HazardState[];
  /** The state it leads to, where that is another; a major hazard may have its own. */
  to?: HazardState | { general: HazardState; major: HazardState };
  by: readonly Part[];
  /** Beside the state: what else must be so for the act to make sense. */
  when?: (hazard: Hazard) => boolean;
  /** Said when it does not fit. */
  refusal: string;
  needs?: string;
  clock?: string;
};

export const OPEN: readonly HazardState[] = [
  "registered",
  "assigned",
  "rectifying",
  "verify_requested",
  "verifying",
];

/** Elsewhere the rectifying unit's clock stands still: the office assigns or confirms, a verifier verifies (RULES §6). */
export const WITH_UNIT: readonly string[] = ["assigned", "rectifying"] satisfies HazardState[];

export const ENDED: readonly HazardState[] = ["closed", "shut_down", "voided", "merged"];
