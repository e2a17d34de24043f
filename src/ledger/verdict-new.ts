import type { ColumnKey } from "./columns.ts";
import { errorAt, headOf, tooLong, wrongDates } from "./cell-errors.ts";
import type { CellError, Entry } from "./sheet-rows.ts";
import type { Sender, Verdict } from "./verdict.ts";

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
/** A row without a number: a hazard that is registered anew, or one that ended before this register began. */
export function verdictOnNew(entry: Entry, sender: Sender): Verdict {
  const { given, row } = entry;
  const isPast = given.closed_at !== undefined;
  const needed = isPast ? [...NEEDED, ...NEEDED_OF_PAST] : NEEDED;
  const unread = new Set(entry.wrong.map(({ head }) => head));
  const missing = needed.filter((key) => !given[key] && !unread.has(headOf(key)));
  const errors = [
    ...entry.wrong,
    ...missing.map((key) => errorAt(entry, key, "不能空着")),
    ...tooLong(entry),
    ...wrongDates(entry, sender.today),
    ...(isPast ? wrongPast(entry, sender) : wrongOpen(entry)),
    ...wrongUnit(entry, sender),
  ];
  return errors.length > 0 ? { kind: "wrong", errors } : { kind: "new", row, values: given };
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
