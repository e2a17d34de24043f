import type { Calendar } from "../../../src/campaign/calendar.ts";
import type { Model } from "./state.ts";
import type { Staff } from "./staff.ts";

export type Form = Record<string, string | string[]>;

/** One press of one button by one person, with everything that decides what comes of it. */
export type Press = {
  by: Staff;
  form: Form;
  today: string;
  calendar: Calendar;
  /** Whether a photo of after is there. */
  hasAfter: boolean;
  /** Whether one of after has come since progress was last written. */
  hasFresh: boolean;
  /** For 并案: the hazard that was named, if there is one. */
  into: { id: string; model: Model; isSelf: boolean } | null;
};

/** One line of the reference table: in these states, for whom, if what; then what is. */
export type Rule = {
  in: readonly string[];
  who(by: Staff, model: Model): boolean;
  /** Fields of the form that must not be blank. */
  needs?: readonly string[];
  if?(model: Model, press: Press): boolean;
  leads(model: Model, press: Press): Model;
  /** What the bot computes itself: taken over when it keeps the rule. */
  adopts?(before: Model, found: Model, press: Press): Partial<Model>;
  /** Ends a hazard: tried less often, so that others come to pass. */
  rare?: boolean;
};

export const text = ({ form }: Pick<Press, "form">, name: string): string => {
  const value = form[name];
  return typeof value === "string" ? value.trim() : "";
};

export const OPEN = ["registered", "assigned", "rectifying", "verify_requested", "verifying"];
export const ENDED = ["closed", "shut_down", "voided", "merged"];
export const isMajor = ({ grade }: Model): boolean => grade !== "general";
export const isListed = ({ listing }: Model): boolean => listing?.state === "listed";
export const isStopped = ({ suspension }: Model): boolean =>
  suspension !== null && suspension.state !== "resumed";
