import { addDays, dayAt, type Day } from "../dates.ts";

const WRITTEN = /^(?:(\d{4})\s?[年./-]\s?)?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?[日号]?$/;
const SAID: Record<string, number> = { 今天: 0, 昨天: -1, 前天: -2 };

/** The day of a digest that somebody asks for, `6月16日`, `昨天`: without a year the last one; `null` when it is none. */
export function dayAsked(typed: string, today: Day): Day | null {
  const said = typed.normalize("NFKC").trim();
  const ago = SAID[said];
  if (ago !== undefined) return addDays(today, ago);
  const [, year, month, day] = (WRITTEN.exec(said) ?? []).map(Number);
  if (month === undefined || day === undefined) return null;
  if (year) return dayAt(year, month, day);
  const thisYear = Number(today.slice(0, 4));
  const here = dayAt(thisYear, month, day);
  return here && here <= today ? here : dayAt(thisYear - 1, month, day);
}
