import type { Counted, Deadline } from "../../cards/deadline.ts";
import type { Day } from "../dates.ts";
import type { Turn } from "../turn.ts";

type Now = Pick<Turn, "calendar" | "today">;

/** What a card says of a day by which something is owed: working days left, and whether they are only expected. */
export const deadlineOf = ({ calendar, today }: Now, dueOn: Day): Required<Deadline> => ({
  today,
  dueOn,
  workdaysLeft: calendar.workdaysBetween(today, dueOn),
  expected: !calendar.isAnnounced(today, dueOn),
});

/** A day counted out in working days from another, as a card says it. */
export const countedFrom = ({ calendar }: Pick<Turn, "calendar">, since: Day, on: Day): Counted => ({
  on,
  expected: !calendar.isAnnounced(since, on),
});
