import type { Calendar } from "../campaign/calendar.ts";
import type { Campaign } from "../campaign/definition.ts";
import { risesAfter } from "../campaign/rungs.ts";
import { addDays, dayOf, type Day } from "../dates.ts";
import { WITH_UNIT } from "./act.ts";
import type { Derived } from "./asked.ts";
import { OLD_AFTER } from "./clocks.ts";
import type { Hazard } from "./hazard.ts";

/** What a hazard is counted by. */
export type Shape = Pick<
  Hazard,
  "grade" | "focusPoint" | "leadUnit" | "dueOn" | "assignedOn" | "timesReturned" | "timesRefused" | "closedAt"
> &
  Pick<Derived, "planOwedSince" | "isExtending"> & { state: string };

/** What says since when a hazard waits. */
export type Standstill = Pick<Hazard, "timesRefused" | "registeredAt" | "requestedAt" | "verifiedOn"> & {
  state: string;
};

/** By what days are counted. */
export type Measure = { calendar: Calendar; campaign: Pick<Campaign, "hazards" | "district" | "ladders"> };

/** Before any day, and after all of them. */
export const ALWAYS: Day = "";
export const LAST: Day = "9999-12-31";

const isHeld = ({ state }: Shape): boolean => WITH_UNIT.includes(state);

const earliest = (days: readonly (Day | null)[]): Day | null =>
  days.reduce((first, day) => (first === null || (day !== null && day < first) ? day : first), null);

const after = (day: Day | null): Day | null => day && addDays(day, 1);

const afterWorkdays = (calendar: Calendar, day: Day | null, within: number): Day | null =>
  day && after(calendar.addWorkdays(day, within));

/** The day from which on it is red with its unit, if nothing is done: what `lightOf` says of a day, asked of all days. */
export function redFrom(shape: Shape, { calendar, campaign }: Measure): Day | null {
  if (!isHeld(shape)) return null;
  if (shape.timesReturned >= 2 || shape.timesRefused >= 2) return ALWAYS;
  const planLate = afterWorkdays(calendar, shape.planOwedSince, campaign.hazards.plan_within);
  return earliest([after(shape.dueOn), planLate]);
}

/** The day from which on it is yellow or red. */
export function yellowFrom(shape: Shape, measure: Measure): Day | null {
  if (!isHeld(shape)) return null;
  const { calendar, campaign } = measure;
  const { yellow_within: within, sign_within } = campaign.hazards;
  const red = redFrom(shape, measure);
  if (shape.timesReturned === 1 || shape.isExtending) return ALWAYS;
  if (shape.dueOn === null) return red;
  const isUnsigned = shape.state === "assigned";
  return earliest([
    red,
    isUnsigned ? afterWorkdays(calendar, shape.assignedOn, sign_within) : null,
    nearFrom(shape.dueOn, shape.grade === "general" ? within.general : within.major, calendar),
  ]);
}

/** The first day with so few working days left. */
function nearFrom(dueOn: Day, within: number, calendar: Calendar): Day {
  let first = dueOn;
  while (calendar.workdaysBetween(addDays(first, -1), dueOn) <= within) first = addDays(first, -1);
  return first;
}

/** The day from which on its day counts as passed: with its unit, or struck off. */
export const dueFrom = (shape: Shape): Day | null =>
  isHeld(shape) || shape.state === "closed" ? after(shape.dueOn) : null;

/** The same, of what was struck off by its day. */
export function keptFrom(shape: Shape, { campaign }: Measure): Day | null {
  const { state, dueOn, closedAt } = shape;
  if (state !== "closed" || dueOn === null || closedAt === null) return null;
  return dayOf(closedAt, campaign.district.timezone) <= dueOn ? after(dueOn) : null;
}

/** The day from which on it is red for too long, by its day or its plan (RULES §6). */
export function oldFrom(shape: Shape, { calendar, campaign }: Measure): Day | null {
  if (!isHeld(shape)) return null;
  const planOld = afterWorkdays(calendar, shape.planOwedSince, campaign.hazards.plan_within + OLD_AFTER);
  return earliest([shape.dueOn && firstPast(shape.dueOn, calendar), planOld]);
}

/** The first day that lies more than so many working days after another. */
function firstPast(dueOn: Day, calendar: Calendar): Day {
  let first = addDays(dueOn, 1);
  while (calendar.addWorkdays(first, -OLD_AFTER) <= dueOn) first = addDays(first, 1);
  return first;
}

/** The day from which on it has risen to the conveners. */
export function risenFrom(shape: Shape, { calendar, campaign }: Measure): Day | null {
  if (!isHeld(shape) || shape.dueOn === null || shape.assignedOn === null) return null;
  const { hazard, major_hazard } = campaign.ladders;
  const days = risesAfter(shape.grade === "general" ? hazard : major_hazard);
  return days === null ? null : calendar.addWorkdays(calendar.targetOf(shape.dueOn), days);
}

/** The day since which it waits for the office or a verifier; what has no such day waits since today, whenever that is. */
export function waitsSince(
  { state, registeredAt, requestedAt, verifiedOn }: Standstill,
  { campaign }: Measure,
): Day | null {
  const on = (at: Date | null) => (at ? dayOf(at, campaign.district.timezone) : LAST);
  switch (state) {
    case "registered":
      return on(registeredAt);
    case "verify_requested":
      return on(requestedAt);
    case "verifying":
      return verifiedOn ?? LAST;
    default:
      return null;
  }
}
