import { Temporal } from "temporal-polyfill";

/** A calendar day of the district, `yyyy-MM-dd`. */
export type Day = string;

const WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] as const;

const KNOWN = 4_096;
const QUARTER_MS = 15 * 60_000;
const offsets = new Map<string, number>();

/** How far a zone's clocks are ahead of UTC. No zone changes within a quarter of an hour: each is asked for once. */
function offsetOf(instant: Date, zone: string): number {
  const quarter = Math.floor(instant.getTime() / QUARTER_MS);
  const name = `${quarter} ${zone}`;
  const known = offsets.get(name);
  if (known !== undefined) return known;
  const local = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS).toZonedDateTimeISO(zone);
  const offset = local.offsetNanoseconds / 1_000_000;
  if (offsets.size >= KNOWN) offsets.clear();
  offsets.set(name, offset);
  return offset;
}

/** What a clock in the zone shows: `yyyy-MM-ddTHH:mm:ss.SSSZ`, its Z meaning nothing. */
const wallOf = (instant: Date, zone: string): string =>
  new Date(instant.getTime() + offsetOf(instant, zone)).toISOString();

/** The day of these numbers; `null` when no calendar has it. */
export function dayAt(year: number, month: number, day: number): Day | null {
  const two = (number: number) => String(number).padStart(2, "0");
  const written = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  const time = Date.parse(written);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== written ? null : written;
}

/** The day it is in a zone at an instant. */
export const dayOf = (instant: Date, zone: string): Day => wallOf(instant, zone).slice(0, 10);

/** The time of day `HH:mm` in a zone at an instant. */
export const timeOf = (instant: Date, zone: string): string => wallOf(instant, zone).slice(11, 16);

const instants = new Map<string, number>();

/** The instant of a local day and time `HH:mm`. Plans ask for the same ones over and over: they are remembered. */
export function instantOf(day: Day, time: string, zone: string): Date {
  const name = `${day} ${time} ${zone}`;
  const known = instants.get(name);
  if (known !== undefined) return new Date(known);
  const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time });
  if (instants.size >= KNOWN) instants.clear();
  instants.set(name, local.epochMilliseconds);
  return new Date(local.epochMilliseconds);
}

const AFTER_THE_LAST = "24:00:00.000";

/** When a local day ends, as a time of that day in UTC; west of Greenwich it ends on the next one. */
export function endOfDayIn(zone: string, on: Day): string {
  const midnight = instantOf(on, "00:00", zone).toISOString();
  return midnight.slice(0, 10) === on ? AFTER_THE_LAST : midnight.slice(11, -1);
}

/** An instant as ISO 8601 with the zone's offset, to the second. */
export const isoIn = (instant: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: "second", timeZoneName: "never" });

const DAY_MS = 24 * 60 * 60_000;

// A day has no zone: counted in UTC, where every day has 24 hours, and twenty times faster than a calendar object.
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: Day): number => new Date(day).getUTCDay() || 7;

/** `周五` */
export const weekdayName = (day: Day): string => WEEKDAYS[weekdayOf(day) - 1]!;

/** `6月25日（周五）`; with the year in front when it is not the reader's. */
export function dayInWords(day: Day, today: Day): string {
  const year = day.slice(0, 4);
  return `${year === today.slice(0, 4) ? "" : `${year}年`}${shortDay(day)}（${weekdayName(day)}）`;
}

/** `6月25日` */
export const shortDay = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** `6月18日 09:14` */
export const instantInWords = (instant: Date, zone: string): string =>
  `${shortDay(dayOf(instant, zone))} ${timeOf(instant, zone)}`;

/** `2021年6月25日` */
export const dateInWords = (on: Day): string =>
  `${on.slice(0, 4)}年${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`;
