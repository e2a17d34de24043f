import { waitingBall, type Clock, type Lit } from "../campaign/lights.ts";
import { dayOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { lightOf } from "./light.ts";
import type { Task } from "./task.ts";

/** By when the unit should have signed. */
export const signBy = ({ calendar, campaign }: Turn, { issuedAt }: Pick<Task, "issuedAt">): Day =>
  calendar.addWorkdays(dayOf(issuedAt, campaign.district.timezone), campaign.reminders.sign_within);

/** How long a report has waited for review. */
export function reviewClock({ calendar, campaign, today }: Turn, { submittedAt }: Task): Clock {
  const since = submittedAt ? dayOf(submittedAt, campaign.district.timezone) : today;
  return { waited: calendar.workdaysBetween(since, today), limit: campaign.reminders.review_within };
}

/** Who holds the ball, and the light that shows it: handed in, it is the office's (RULES §6). */
export function ballOf(turn: Turn, task: Task): Lit {
  const { id, state, unit } = task;
  const what = { subject: `task:${id}`, unit };
  if (state === "submitted") return { ...what, ...waitingBall("office", "审核", reviewClock(turn, task)) };
  const lit = lightOf(task, turn.today, turn.calendar, signBy(turn, task));
  return { ...what, ...lit, holder: lit.light === "grey" ? "nobody" : "unit" };
}
