import type { Day } from "../dates.ts";
import { COLUMNS, type ColumnKey } from "./columns.ts";
import type { CellError, Entry, Values } from "./sheet-rows.ts";

export const headOf = (key: ColumnKey): string => COLUMNS.find((each) => each.key === key)?.head ?? key;

export const errorAt = (
  { row, given }: Pick<Entry, "row" | "given">,
  key: ColumnKey,
  why: string,
): CellError => ({
  row,
  head: headOf(key),
  words: given[key] ?? "",
  why,
});

export const keysOf = (given: Values): ColumnKey[] =>
  COLUMNS.map(({ key }) => key).filter((key) => given[key]);

/** As long as its column takes. */
const LIMITS: { [Key in ColumnKey]?: number } = {
  enterprise_name: 120,
  site: 120,
  owner_unit_person: 80,
  funds: 80,
  criterion_ref: 120,
  interim_protection: 500,
};
const MOST = 5_000;

/** Cells that hold more than is kept. */
export const tooLong = (entry: Entry): CellError[] =>
  keysOf(entry.given)
    .filter((key) => [...(entry.given[key] ?? "")].length > (LIMITS[key] ?? MOST))
    .map((key) => errorAt(entry, key, `最多${LIMITS[key] ?? MOST}字`));

const DATES: readonly ColumnKey[] = ["found_at", "finished_at", "verified_at", "closed_at"];

/** RULES §16: found ≤ finished ≤ verified ≤ closed, and none of them lies ahead. */
export function wrongDates(entry: Entry, today: Day): CellError[] {
  const { given } = entry;
  const dated = DATES.filter((key) => given[key]);
  return dated.flatMap((key, at) => {
    const [day = "", before = ""] = [given[key], given[dated[at - 1] ?? "remarks"]];
    if (day > today) return [errorAt(entry, key, "晚于今天")];
    const earlier = dated[at - 1];
    return earlier && day < before ? [errorAt(entry, key, `早于${headOf(earlier)}`)] : [];
  });
}
