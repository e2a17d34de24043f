import type { QueueAge } from "../../cards/digest-view.ts";
import type { Calendar } from "../campaign/calendar.ts";
import type { Day } from "../dates.ts";
import type { Marks, Wait } from "../hazards/clocks.ts";
import type { Waits } from "../hazards/counted.ts";

/** For what a hazard in these states waits, and how a queue calls it. */
const OF_STATE: Record<string, { wait: Wait; verb: string }> = {
  registered: { wait: "assign", verb: "交办" },
  verify_requested: { wait: "verify", verb: "复查" },
  verifying: { wait: "confirm", verb: "销号确认" },
};

const isPast = ({ state, since }: Waits, { waits }: Marks, colour: "red" | "yellow"): boolean => {
  const of = OF_STATE[state];
  return of !== undefined && waits !== undefined && since < waits[of.wait][colour];
};

const countOf = (these: readonly Waits[]): number => these.reduce((sum, { count }) => sum + count, 0);

/** How many of these are red, and yellow, by the clock of whoever they wait for. */
export function lightsOf(all: readonly Waits[], marks: Marks): { red: number; yellow: number } {
  const red = all.filter((each) => each.isRuling || isPast(each, marks, "red"));
  const yellow = all.filter((each) => !red.includes(each) && isPast(each, marks, "yellow"));
  return { red: countOf(red), yellow: countOf(yellow) };
}

/** The office's and the verifiers' queues of hazards, with their ages. */
export function queuesOf(all: readonly Waits[], marks: Marks, calendar: Calendar): QueueAge[] {
  const waited = (since: Day) => (since < marks.today ? calendar.workdaysBetween(since, marks.today) : 0);
  return Object.entries(OF_STATE).flatMap(([state, { verb }]) => {
    const these = all.filter((each) => each.state === state);
    if (these.length === 0) return [];
    const longest = Math.max(...these.map(({ since }) => waited(since)));
    const late = countOf(these.filter((each) => isPast(each, marks, "red")));
    return [{ verb, count: countOf(these), longest, late }];
  });
}
