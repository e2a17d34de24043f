import type { Campaign } from "../campaign/definition.ts";
import type { Day } from "../dates.ts";
import { codeTyped, isUsci, lookupOf } from "../enterprises/enterprise.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { AMENDABLE } from "../hazards/imported.ts";
import { errorAt, keysOf, tooLong, wrongDates } from "./cell-errors.ts";
import type { ColumnKey, LedgerRow } from "./columns.ts";
import type { CellError, Entry, Values } from "./sheet-rows.ts";
import { valueOf } from "./cell-words.ts";

/** What becomes of one row. */
export type Verdict =
  | { kind: "unchanged" }
  | { kind: "wrong"; errors: CellError[] }
  | { kind: "new"; row: number; values: Values }
  | { kind: "changed"; row: number; id: string; version: number; values: Values };

/** A hazard that is here already, as the ledger tells it now. */
export type Known = {
  hazard: Pick<Hazard, "id" | "version" | "state" | "leadUnit">;
  row: LedgerRow;
  /** Something was done about it after the sheet was made. */
  isNewer: boolean;
};

export type Sender = {
  campaign: Campaign;
  today: Day;
  /** Of a unit; `null` is the office. */ units: string[] | null;
};

/** What may be written anew on a hazard that is dealt with. */
export const OPEN_COLUMNS: readonly ColumnKey[] = [
  "site",
  "source",
  "found_at",
  "description",
  "category",
  "focus_point",
  "owner_unit_person",
  "enterprise_person",
  "legal_basis",
  "measure",
  "funds",
  "interim_protection",
  "emergency_plan",
  "progress",
  "remarks",
];

const DERIVED: readonly ColumnKey[] = ["hazard_no", "light", "evidence_links"];

/** Why the other columns are not written by a sheet: each has its own act. */
const WHY: { [Key in ColumnKey]?: string } = {
  grade: "级别由办公室确认，请在卡片上办",
  lead_unit: "责任部门请用交办或移交来改",
  help_units: "配合单位由办公室在卡片“补充信息”里改",
  deadline: "整改时限请用申请延期",
  finished_at: "完成时间由申请销号写入",
  verifier: "复查要在卡片上办",
  verified_at: "复查要在卡片上办",
  conclusion: "复查要在卡片上办",
  closed_at: "销号要在卡片上办",
  listing_no: "挂牌要在卡片上办",
  penalty: "处罚要在卡片上办",
};
const ELSEWHERE = "这一列不能在表里改，空着即可";

/** A row about a hazard that is here: an empty cell changes nothing. */
export function verdictOnKnown(entry: Entry, { hazard, row, isNewer }: Known, sender: Sender): Verdict {
  const { given } = entry;
  const wrong = (key: ColumnKey, why: string) => errorAt(entry, key, why);
  if (sender.units && !sender.units.includes(hazard.leadUnit))
    return { kind: "wrong", errors: [wrong("hazard_no", "不是本单位的隐患")] };
  const isSame = (key: ColumnKey) => given[key] === asKept(key, row[key], sender.campaign);
  const differing = keysOf(given).filter((key) => !DERIVED.includes(key) && !isSame(key));
  const locked = differing.filter((key) => !OPEN_COLUMNS.includes(key));
  const errors = [...entry.wrong, ...locked.map((key) => wrong(key, WHY[key] ?? ELSEWHERE))];
  const written = { ...entry, given: Object.fromEntries(differing.map((key) => [key, given[key]])) };
  errors.push(...tooLong(written), ...wrongDates(written, sender.today));
  if (errors.length > 0) return { kind: "wrong", errors };
  const [first] = differing;
  if (!first) return { kind: "unchanged" };
  if (isNewer) return { kind: "wrong", errors: [wrong(first, "表导出以后又办理过，请重新导出再改")] };
  if (!AMENDABLE.includes(hazard.state))
    return { kind: "wrong", errors: [wrong(first, "已申请销号或已结束，不能再改")] };
  return { kind: "changed", row: entry.row, id: hazard.id, version: hazard.version, values: written.given };
}

/** What the ledger shows, as a sheet's cell is read. */
function asKept(key: ColumnKey, shown: string, campaign: Campaign): string {
  if (shown.trim() === "") return "";
  const read = valueOf(key, shown, campaign);
  return "value" in read ? read.value : shown;
}

/** A code that does not hold is told and not kept (RULES §16: a warning on import). */
export const hasWrongUsci = ({ given }: Entry): boolean =>
  given.usci !== undefined && !isUsci(codeTyped(given.usci));

/** By what two rows are the same hazard. */
export const sameness = (enterprise: string, foundOn: string, description: string): string =>
  [enterprise, foundOn, description].map(lookupOf).join("|");
