import type { Calendar } from "../campaign/calendar.ts";
import type { Campaign } from "../campaign/definition.ts";
import { risesAfter } from "../campaign/rungs.ts";
import type { Ladder } from "../campaign/ladders.ts";
import { addDays, daysBetween, endOfDayIn, type Day } from "../dates.ts";
import { WITH_UNIT } from "./act.ts";
import { planOwedSince } from "./asked.ts";
import { isMajor, isOpen, type Hazard } from "./hazard.ts";
import { lackingForRequest } from "./life.ts";
import { isExtensionAsked } from "./tracks.ts";

export type HazardLight = { light: "green" | "yellow" | "red" | "grey"; cause: string };

/** A return leaves at most half of the first span, but at least one working day (H10). */
export function dueAfterReturn({ assignedOn, firstDueOn }: Hazard, today: Day, calendar: Calendar): Day {
  const span = assignedOn && firstDueOn ? daysBetween(assignedOn, firstDueOn) : 0;
  const half = calendar.targetOf(addDays(today, Math.floor(span / 2)));
  const soonest = calendar.addWorkdays(today, 1);
  return half > soonest ? half : soonest;
}

/** The light of the rectifying unit, with its cause. Whose light shows, the ball says. */
export function lightOf(hazard: Hazard, today: Day, calendar: Calendar, { hazards }: Campaign): HazardLight {
  if (!isOpen(hazard)) return { light: "grey", cause: "" };
  if (!WITH_UNIT.includes(hazard.state)) return { light: "green", cause: "" };
  const { dueOn, timesReturned, timesRefused } = hazard;
  if (dueOn && today > dueOn) return { light: "red", cause: "红灯：已过期限，尚未申请销号" };
  if (timesReturned >= 2) return { light: "red", cause: `红灯：复查退回${timesReturned}次` };
  if (isPlanLate(hazard, today, calendar, hazards)) return { light: "red", cause: "红灯：重大隐患方案未批" };
  if (timesRefused >= 2) return { light: "red", cause: "红灯：两次退回，已裁定" };
  if (timesReturned === 1) return { light: "yellow", cause: "黄灯：退回1次" };
  if (isExtensionAsked(hazard)) return { light: "yellow", cause: "黄灯：延期审批中" };
  if (!dueOn) return { light: "green", cause: "" };
  const isUnsigned = hazard.state === "assigned" && hazard.assignedOn !== null;
  if (isUnsigned && today > calendar.addWorkdays(hazard.assignedOn ?? today, hazards.sign_within)) {
    return { light: "yellow", cause: "黄灯：签收逾期" };
  }
  const within = isMajor(hazard) ? hazards.yellow_within.major : hazards.yellow_within.general;
  if (calendar.workdaysBetween(today, dueOn) <= within) {
    return { light: "yellow", cause: `黄灯：不足${within + 1}个工作日，尚未申请销号` };
  }
  const isReady = lackingForRequest(hazard, { after: 1 }).length === 0;
  return { light: "green", cause: isReady ? "绿灯：正在整改" : "绿灯：整改方案待补" };
}

/** A major hazard whose plan nobody has approved in its time is red (RULES §6). */
function isPlanLate(hazard: Hazard, today: Day, calendar: Calendar, rules: Campaign["hazards"]): boolean {
  const since = planOwedSince(hazard);
  return since !== null && today > calendar.addWorkdays(since, rules.plan_within);
}

/** A day's limits for lights: whoever counts a million hazards compares dates with these. */
export type Marks = {
  today: Day;
  /** Due by then is yellow. */
  generalBy: Day;
  majorBy: Day;
  /** Assigned by then and unsigned is yellow. */
  assignedBy: Day;
  /** A plan owed since then is red; digests of before 0.3 have none. */
  planBy?: Day;
  /** Due before then, owing a plan since then, or red since then, is red for too long; digests of before have none. */
  oldBefore?: Day;
  planOldBy?: Day;
  /** What waits for the office or a verifier since before these days is red, or yellow; digests of before have none. */
  waits?: Record<Wait, { red: Day; yellow: Day }>;
  /** Due by then and still with its unit has risen to the conveners; digests of before have none. */
  risenBy?: { general: Day; major: Day };
  /** When a local day ends, as a time of that day in UTC. */
  endOfDay?: string;
};

/** For what a hazard waits: 交办, 复查, 销号确认. */
export type Wait = "assign" | "verify" | "confirm";

/** Before any day. */
export const NEVER: Day = "0000-00-00";

/** Red for more working days than these colours the whole unit (RULES §6). */
export const OLD_AFTER = 3;

/** The limits that `lightOf` keeps on a day, as days. */
export function marksOn(
  today: Day,
  calendar: Calendar,
  { hazards, district, ladders }: Pick<Campaign, "hazards" | "district" | "ladders">,
): Marks {
  const dueBy = (within: number): Day => {
    let by = today;
    while (calendar.workdaysBetween(today, addDays(by, 1)) <= within) by = addDays(by, 1);
    return by;
  };
  const since = (within: number): Day => {
    let by = today;
    while (calendar.addWorkdays(by, within) >= today) by = addDays(by, -1);
    return by;
  };
  const sinceFor = (workdays: number): Day => {
    let first = addDays(today, 1);
    while (calendar.workdaysBetween(addDays(first, -1), today) < workdays) first = addDays(first, -1);
    return first;
  };
  const waiting = (within: number) => ({ red: sinceFor(within + 1), yellow: sinceFor(within) });
  const risen = (ladder: Ladder): Day => {
    const days = risesAfter(ladder);
    if (days === null) return NEVER;
    let by = today;
    while (calendar.addWorkdays(calendar.targetOf(by), days) > today) by = addDays(by, -1);
    return by;
  };
  const { general, major } = hazards.yellow_within;
  return {
    today,
    generalBy: dueBy(general),
    majorBy: dueBy(major),
    assignedBy: since(hazards.sign_within),
    planBy: since(hazards.plan_within),
    oldBefore: calendar.addWorkdays(today, -OLD_AFTER),
    planOldBy: since(hazards.plan_within + OLD_AFTER),
    waits: {
      assign: waiting(hazards.assign_within),
      verify: waiting(hazards.verify_within),
      confirm: waiting(hazards.confirm_within),
    },
    risenBy: { general: risen(ladders.hazard), major: risen(ladders.major_hazard) },
    endOfDay: endOfDayIn(district.timezone, today),
  };
}
