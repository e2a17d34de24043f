import { SetupError } from "../errors.ts";
import type { CsvLine } from "./csv.ts";
import { SEATS, type Campaign, type SeatName } from "./definition.ts";
import { rosterLines } from "./roster-lines.ts";

const COLUMNS = ["unit", "seat", "name", "title", "mobile", "email", "open_id"] as const;
type Column = (typeof COLUMNS)[number];

export type RosterRow = Record<Exclude<Column, "seat">, string> & { seat: SeatName; line: number };

type Written = Record<Column, string>;
type Checked = { row: RosterRow } | { wrong: string[] };

const UNIT_SEATS: readonly SeatName[] = ["lead", "deputy", "liaison", "inspector", "tip_handler"];
const OFFICE_SEATS: readonly SeatName[] = ["office_director", "office_clerk", "tip_handler", "sysadmin"];
const MEETING_SEATS: readonly SeatName[] = ["chief_convener", "convener", "observer"];

const MOBILE = /^1[3-9]\d{9}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const OPEN_ID = /^ou_[A-Za-z0-9_-]{1,120}$/;

/** Who sits in which seat; `unit` comes back as its key. All mistakes at once, each with its line. */
export function readRoster(written: string, campaign: Campaign): RosterRow[] {
  const { path, lines: all } = rosterLines(written);
  const [head, ...lines] = all;
  const columns = head?.cells.map((cell) => cell.trim()) ?? [];
  const missing = COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new SetupError([
      `${path}:${head?.line ?? 1} 表头缺少 ${missing.join("、")}，应是：${COLUMNS.join(",")}`,
    ]);
  }
  const read = lines.map((line) => ({ line: line.line, ...checked(line, columns, campaign) }));
  const rows = read.flatMap((each) => ("row" in each ? [each.row] : []));
  const mistakes = [
    ...read.flatMap((each) => ("wrong" in each ? each.wrong.map((rule) => ({ line: each.line, rule })) : [])),
    ...rows.flatMap((row, at) => againstEarlier(row, rows.slice(0, at))),
  ];
  if (mistakes.length > 0) {
    const inOrder = mistakes.toSorted((one, other) => one.line - other.line);
    throw new SetupError(inOrder.map(({ line, rule }) => `${path}:${line} ${rule}`));
  }
  return rows;
}

function checked({ line, cells }: CsvLine, columns: readonly string[], campaign: Campaign): Checked {
  if (cells.length !== columns.length) {
    return { wrong: [`有 ${cells.length} 格，应是 ${columns.length} 格，请检查逗号`] };
  }
  const cell = (column: Column) => cells[columns.indexOf(column)]?.trim() ?? "";
  const written: Written = {
    unit: cell("unit"),
    seat: cell("seat"),
    name: cell("name"),
    title: cell("title"),
    mobile: cell("mobile")
      .replaceAll(/[\s-]/g, "")
      .replace(/^\+?86(?=1)/, ""),
    email: cell("email"),
    open_id: cell("open_id"),
  };
  const unit = unitKey(campaign, written.unit);
  const seat = SEATS.find((each) => each === written.seat);
  const wrong = [...wrongSeat(written, unit, seat), ...wrongPerson(written)];
  if (wrong.length > 0 || !unit || !seat) return { wrong };
  return { row: { ...written, unit, seat, line } };
}

function unitKey({ units }: Campaign, written: string): string | null {
  if (written === "office" || written === "meeting") return written;
  return units.find(({ key, name }) => key === written || name === written)?.key ?? null;
}

function wrongSeat(written: Written, unit: string | null, seat: SeatName | undefined): string[] {
  const wrong: string[] = [];
  if (!unit) wrong.push(`unit“${written.unit}”不是单位 key 或全名，也不是 office、meeting`);
  if (!seat) wrong.push(`seat“${written.seat}”不是席位，可用：${(unit ? seatsOf(unit) : SEATS).join("、")}`);
  if (unit && seat && !seatsOf(unit).includes(seat))
    wrong.push(`${seat} 不是 ${written.unit} 的席位，可用：${seatsOf(unit).join("、")}`);
  return wrong;
}

function wrongPerson({ name, mobile, email, open_id }: Written): string[] {
  const wrong: string[] = [];
  if (!name) wrong.push("name 不能为空");
  if (!mobile && !email && !open_id) wrong.push("mobile、email、open_id 至少填一项");
  if (mobile && !MOBILE.test(mobile)) wrong.push("mobile 应是11位手机号");
  if (email && !EMAIL.test(email)) wrong.push("email 不是邮箱");
  if (open_id && !OPEN_ID.test(open_id)) wrong.push("open_id 应以 ou_ 开头");
  return wrong;
}

/** A person sits in a seat once, and goes by one name. */
function againstEarlier(row: RosterRow, earlier: readonly RosterRow[]): { line: number; rule: string }[] {
  const same = earlier.filter((each) => isSamePerson(each, row));
  const twice = same.find(({ unit, seat }) => unit === row.unit && seat === row.seat);
  const other = same.find(({ name }) => name !== row.name);
  return [
    ...(twice ? [{ line: row.line, rule: `和第 ${twice.line} 行重复，请删去一行` }] : []),
    ...(other
      ? [
          {
            line: row.line,
            rule: `和第 ${other.line} 行是同一个人，姓名却不同（${other.name}、${row.name}）`,
          },
        ]
      : []),
  ];
}

const isSamePerson = (one: RosterRow, other: RosterRow): boolean =>
  (["mobile", "email", "open_id"] as const).some((by) => one[by] !== "" && one[by] === other[by]);

function seatsOf(unit: string): readonly SeatName[] {
  if (unit === "office") return OFFICE_SEATS;
  return unit === "meeting" ? MEETING_SEATS : UNIT_SEATS;
}
