import { addDays, daysBetween, weekdayOf, type Day } from "../dates.ts";

/** One year's notice: rest days, and weekend days worked instead. */
export type HolidayYear = { year: number; announced: boolean; off: readonly Day[]; work: readonly Day[] };

export type Calendar = {
  /** The notices it was made from. */
  years: readonly HolidayYear[];
  isWorkday(day: Day): boolean;
  /** Whether every notice is out that a day, or the days from one to another, depend on; else it is only expected (预计). */
  isAnnounced(from: Day, to?: Day): boolean;
  /** The n-th working day after a day, or before it when n is negative; 0 is the day itself. */
  addWorkdays(day: Day, n: number): Day;
  /** The first working day on or after a day. */
  nextWorkday(day: Day): Day;
  /** The working day aimed at for a printed date: the last one on or before it. */
  targetOf(due: Day): Day;
  /** Working days after `from` up to and including `to`; negative when `to` lies before. */
  workdaysBetween(from: Day, to: Day): number;
};

const SATURDAY = 6;
/** From here on the next year's notice may name days of this one (RULES §14). */
const TOUCHED_FROM = "12-24";

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Working days with holidays and make-up days (RULES §14); a year without a notice is Monday to Friday. */
export function openCalendar(years: readonly HolidayYear[]): Calendar {
  const off = new Set(years.flatMap((year) => year.off));
  const work = new Set(years.flatMap((year) => year.work));
  const announced = new Set(years.filter((year) => year.announced).map(({ year }) => year));

  const isWorkday = (day: Day) => work.has(day) || (!off.has(day) && weekdayOf(day) < SATURDAY);
  const seek = (day: Day, step: 1 | -1): Day => {
    let found = day;
    while (!isWorkday(found)) found = addDays(found, step);
    return found;
  };
  const addWorkdays = (day: Day, n: number): Day => {
    const step = n < 0 ? -1 : 1;
    let found = day;
    for (let left = Math.abs(n); left > 0; left -= 1) found = seek(addDays(found, step), step);
    return found;
  };
  const ordinalOf = openOrdinals(isWorkday);

  const isAnnounced = (from: Day, to: Day = from): boolean => {
    const [first, last] = from <= to ? [from, to] : [to, from];
    const until = yearOf(last) + (last.slice(5) < TOUCHED_FROM ? 0 : 1);
    for (let year = yearOf(first); year <= until; year += 1) if (!announced.has(year)) return false;
    return true;
  };

  return {
    years,
    isWorkday,
    isAnnounced,
    addWorkdays,
    nextWorkday: (day) => seek(day, 1),
    targetOf: (due) => seek(due, -1),
    workdaysBetween: (from, to) => ordinalOf(to) - ordinalOf(from),
  };
}

const ANCHOR: Day = "2000-01-01";

/** How many working days a day is from one before which nothing here happened: counted once, then remembered. */
function openOrdinals(isWorkday: (day: Day) => boolean): (day: Day) => number {
  const ordinals = [0];
  return (day) => {
    const wanted = daysBetween(ANCHOR, day);
    for (let at = ordinals.length; at <= wanted; at += 1)
      ordinals.push(ordinals[at - 1]! + (isWorkday(addDays(ANCHOR, at)) ? 1 : 0));
    return ordinals[wanted] ?? 0;
  };
}
