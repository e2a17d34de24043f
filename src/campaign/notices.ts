import { newRowId } from "../db/ids.ts";
import { defineTable, flag, id, instant, json, key, whole } from "../db/define.ts";
import type { Turn } from "../turn.ts";
import type { HolidayYear } from "./calendar.ts";

type NoticeRow = HolidayYear & { id: string; districtId: string; loadedAt: Date };

/** Every version of a year's holiday notice that was ever in force here (RULES §14); the newest counts. */
export const NoticeTable = defineTable<NoticeRow>(
  "holiday_notice",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    year: whole(),
    announced: flag(),
    off: json(),
    work: json(),
    loadedAt: { ...instant(), name: "loaded_at" },
  },
  [{ name: "holiday_notice_year", columns: ["districtId", "year"] }],
);

/** The notices that dates were counted by until now; none before the first start. */
export async function noticesOf({ tx, district }: Turn): Promise<HolidayYear[]> {
  const rows = await tx.getRepository(NoticeTable).find({
    where: { districtId: district },
    order: { id: "ASC" },
  });
  const newest = new Map(
    rows.map(({ year, announced, off, work }) => [year, { year, announced, off, work }]),
  );
  return [...newest.values()].toSorted((one, other) => one.year - other.year);
}

/** The years of which the file now says something else. */
export const changedYears = (before: readonly HolidayYear[], now: readonly HolidayYear[]): HolidayYear[] =>
  now.filter((each) => sayingOf(each) !== sayingOf(before.find(({ year }) => year === each.year)));

const sayingOf = (year: HolidayYear | undefined): string =>
  year ? JSON.stringify([year.announced, year.off.toSorted(), year.work.toSorted()]) : "";

/** Keeps new versions, with the time they were loaded. */
export async function keepNotices({ tx, district, now }: Turn, years: readonly HolidayYear[]): Promise<void> {
  for (const { year, announced, off, work } of years) {
    const row = { id: newRowId(now), districtId: district, year, announced, loadedAt: now };
    await tx.getRepository(NoticeTable).insert({ ...row, off: [...off], work: [...work] });
  }
}
