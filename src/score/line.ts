import type { ScoreKind, ScoreRules } from "../campaign/score-rules.ts";
import type { Calendar } from "../campaign/calendar.ts";
import { addDays, type Day } from "../dates.ts";

/** One event of a unit's year: what it was, how often, and the task, hazard or seat it came from. */
export type ScoreLine = {
  kind: ScoreKind;
  on: Day;
  /** How often on that day; of overdue and orphan days, how many working days from then on. */
  times: number;
  points: number;
  subject: string;
  /** What it is called by: `任务0033`. */
  code: string;
  words: string;
};

/** The days that are scored, both included. */
export type Span = { from: Day; last: Day };

/** By what a unit's events become lines. */
export type Scoring = Span & {
  unit: string;
  calendar: Calendar;
  weights: ScoreRules["weights"];
  signWithin: { task: number; hazard: number };
};

type Event = Omit<ScoreLine, "points">;

/** The event at its weight; an event without a weight, outside of the year, or that never was is no line. */
export function lineOf({ from, last, weights }: Scoring, event: Event): ScoreLine[] {
  const weight = weights[event.kind];
  if (weight === 0 || event.times <= 0 || event.on < from || event.on > last) return [];
  return [{ ...event, points: weight * event.times }];
}

/** The working days on whose morning a thing was still late, within the scored ones: the first, and how many. */
export function lateDays(
  { from, last, calendar }: Scoring,
  due: Day,
  ended: Day | null,
): { on: Day; times: number } {
  const before = addDays(from, -1);
  const since = due > before ? due : before;
  const until = ended !== null && ended < last ? ended : last;
  const times = until > since ? calendar.workdaysBetween(since, until) : 0;
  return { on: calendar.addWorkdays(since, 1), times };
}

/** Lines that say the same of the same thing on one day are one, so that a list has a row for each thing. */
export function merged(lines: readonly ScoreLine[]): ScoreLine[] {
  const found = new Map<string, ScoreLine>();
  for (const line of lines) {
    const name = nameOf(line);
    const same = found.get(name);
    found.set(
      name,
      same ? { ...same, times: same.times + line.times, points: same.points + line.points } : line,
    );
  }
  return [...found.values()].toSorted((one, other) => compare(nameOf(one), nameOf(other)));
}

const nameOf = ({ kind, on, subject }: ScoreLine): string => `${kind} ${on} ${subject}`;
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
