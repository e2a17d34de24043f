import { existsSync, readFileSync } from "node:fs";
import { SetupError } from "../errors.ts";
import { readCsv } from "./csv.ts";
import { SEATS, type Campaign, type SeatName } from "./definition.ts";

const COLUMNS = ["unit", "seat", "name", "title", "mobile", "email", "open_id"] as const;
type Column = (typeof COLUMNS)[number];

export type RosterRow = Record<Exclude<Column, "seat">, string> & { seat: SeatName; line: number };

const UNIT_SEATS: readonly SeatName[] = ["lead", "deputy", "liaison", "inspector", "tip_handler"];
const OFFICE_SEATS: readonly SeatName[] = ["office_director", "office_clerk", "tip_handler", "sysadmin"];
const MEETING_SEATS: readonly SeatName[] = ["chief_convener", "convener", "observer"];

const MOBILE = /^1[3-9]\d{9}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const OPEN_ID = /^ou_[A-Za-z0-9_-]{1,120}$/;

/** Who sits in which seat; `unit` comes back as its key. All mistakes at once, each with its line. */
export function readRoster(path: string, campaign: Campaign): RosterRow[] {
  if (!existsSync(path)) throw new SetupError([`${path}：没有名册。请复制发行包里的 roster.csv 再填写`]);
  const [head, ...lines] = readCsv(readFileSync(path, "utf8"));
  const columns = head?.cells.map((cell) => cell.trim()) ?? [];
  const missing = COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new SetupError([
      `${path}:${head?.line ?? 1} 表头缺少 ${missing.join("、")}，应是：${COLUMNS.join(",")}`,
    ]);
  }
  const mistakes: string[] = [];
  const rows = lines.flatMap(({ line, cells }) => {
    const cell = (column: Column) => cells[columns.indexOf(column)]?.trim() ?? "";
    const unit = unitKey(campaign, cell("unit"));
    const seat = SEATS.find((each) => each === cell("seat"));
    const row = Object.fromEntries(COLUMNS.map((column) => [column, cell(column)]));
    const wrong = wrongIn(cell, unit, seat);
    mistakes.push(...wrong.map((rule) => `${path}:${line} ${rule}`));
    if (wrong.length > 0 || !unit || !seat) return [];
    const { name = "", title = "", mobile = "", email = "", open_id = "" } = row;
    return [{ unit, seat, name, title, mobile, email, open_id, line }];
  });
  if (mistakes.length > 0) throw new SetupError(mistakes);
  return rows;
}

function unitKey(campaign: Campaign, written: string): string | null {
  if (written === "office" || written === "meeting") return written;
  return campaign.units.find(({ key, name }) => key === written || name === written)?.key ?? null;
}

function wrongIn(
  cell: (column: Column) => string,
  unit: string | null,
  seat: SeatName | undefined,
): string[] {
  const wrong: string[] = [];
  if (!unit) wrong.push(`unit“${cell("unit")}”不是单位 key 或全名，也不是 office、meeting`);
  if (!seat) wrong.push(`seat“${cell("seat")}”不是席位，可用：${SEATS.join("、")}`);
  if (unit && seat && !seatsOf(unit).includes(seat))
    wrong.push(`${seat} 不是 ${unit} 的席位，可用：${seatsOf(unit).join("、")}`);
  if (!cell("name")) wrong.push("name 不能为空");
  if (!cell("mobile") && !cell("email") && !cell("open_id")) wrong.push("mobile、email、open_id 至少填一项");
  if (cell("mobile") && !MOBILE.test(cell("mobile"))) wrong.push("mobile 应是11位手机号");
  if (cell("email") && !EMAIL.test(cell("email"))) wrong.push("email 不是邮箱");
  if (cell("open_id") && !OPEN_ID.test(cell("open_id"))) wrong.push("open_id 应以 ou_ 开头");
  return wrong;
}

function seatsOf(unit: string): readonly SeatName[] {
  if (unit === "office") return OFFICE_SEATS;
  return unit === "meeting" ? MEETING_SEATS : UNIT_SEATS;
}
