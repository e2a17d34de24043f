import type { Day } from "../dates.ts";
import type { ColumnKey } from "./columns.ts";
import type { CellError, Entry } from "./sheet-rows.ts";
import { errorAt, headOf, keysOf, type Sender, type Verdict } from "./verdict.ts";

const NEEDED: readonly ColumnKey[] = [
  "enterprise_name",
  "site",
  "found_at",
  "description",
  "category",
  "focus_point",
  "lead_unit",
];
/** What ended before this register began must say how. */
const NEEDED_OF_PAST: readonly ColumnKey[] = [
  "measure",
  "finished_at",
  "verifier",
  "verified_at",
  "conclusion",
];
const DATES: readonly ColumnKey[] = ["found_at", "finished_at", "verified_at", "closed_at"];
const LIMITS: { [Key in ColumnKey]?: number } = {
  enterprise_name: 120,
  site: 120,
  owner_unit_person: 80,
  funds: 80,
};
const MOST = 5_000;

/** A row without a number: a hazard that is registered anew, or one that ended before this register began. */
export function verdictOnNew(entry: Entry, sender: Sender): Verdict {
  const { given, row } = entry;
  const isPast = given.closed_at !== undefined;
  const needed = isPast ? [...NEEDED, ...NEEDED_OF_PAST] : NEEDED;
  const unread = new Set(entry.wrong.map(({ head }) => head));
  const missing = needed.filter((key) => !given[key] && !unread.has(headOf(key)));
  const tooLong = keysOf(given).filter((key) => [...(given[key] ?? "")].length > (LIMITS[key] ?? MOST));
  const errors = [
    ...entry.wrong,
    ...missing.map((key) => errorAt(entry, key, "不能空着")),
    ...tooLong.map((key) => errorAt(entry, key, `最多${LIMITS[key] ?? MOST}字`)),
    ...wrongDates(entry, sender.today),
    ...(isPast ? wrongPast(entry, sender) : wrongOpen(entry)),
    ...wrongUnit(entry, sender),
  ];
  return errors.length > 0 ? { kind: "wrong", errors } : { kind: "new", row, values: given };
}

/** RULES §16: found ≤ finished ≤ verified ≤ closed, and none of them lies ahead. */
function wrongDates(entry: Entry, today: Day): CellError[] {
  const { given } = entry;
  const dated = DATES.filter((key) => given[key]);
  return dated.flatMap((key, at) => {
    const [day = "", before = ""] = [given[key], given[dated[at - 1] ?? "remarks"]];
    if (day > today) return [errorAt(entry, key, "晚于今天")];
    const earlier = dated[at - 1];
    return earlier && day < before ? [errorAt(entry, key, `早于${headOf(earlier)}`)] : [];
  });
}

function wrongOpen(entry: Entry): CellError[] {
  const closing: ColumnKey[] = [
    "finished_at",
    "verifier",
    "verified_at",
    "conclusion",
    "listing_no",
    "penalty",
  ];
  return closing
    .filter((key) => entry.given[key])
    .map((key) => errorAt(entry, key, "没有销号时间的是在办隐患，这一列要在卡片上办，请空着"));
}

function wrongPast(entry: Entry, { units, today }: Sender): CellError[] {
  const { given } = entry;
  return [
    ...(units ? [errorAt(entry, "closed_at", "历史已销号的隐患由办公室补录")] : []),
    ...(given.closed_at === today ? [errorAt(entry, "closed_at", "今天的销号要在卡片上办")] : []),
    ...(given.conclusion && !/^(合格|通过|已整改)/.test(given.conclusion)
      ? [errorAt(entry, "conclusion", "已销号的，复查结论应是合格")]
      : []),
  ];
}

function wrongUnit(entry: Entry, { units }: Sender): CellError[] {
  const lead = entry.given.lead_unit;
  return units && lead && !units.includes(lead)
    ? [errorAt(entry, "lead_unit", "只能登记本单位负责的隐患")]
    : [];
}
