import { code } from "../campaign/numbers.ts";
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { ask } from "../db/ask.ts";
import { findRows } from "../db/statements.ts";
import { instantOf } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { readWorkbook } from "../files/workbook-read.ts";
import { writeWorkbook } from "../files/workbook.ts";
import { HazardTable } from "../hazards/table.ts";
import type { Turn } from "../turn.ts";
import { reading, sumOf } from "./make.ts";
import type { Checked, CheckOrder } from "./orders.ts";
import { linesOf } from "./pages.ts";
import { ledgerIn, type CellError, type Entry, type LedgerSheet } from "./sheet-rows.ts";
import { verdictOnNew } from "./verdict-new.ts";
import { errorAt } from "./cell-errors.ts";
import { alreadyHere } from "./twins.ts";
import { hasWrongUsci, sameness, verdictOnKnown, type Known, type Sender, type Verdict } from "./verdict.ts";

export const MOST_ROWS = 20_000;
const SHOWN = 5;
const AT_ONCE = 400;
const NUMBER = /(20\d\d)\D{0,3}(\d{1,6})/;

/** Reads a sheet and says of every row what becomes of it; nothing is written but the plan and the list of errors. */
export async function checkLedger(order: CheckOrder): Promise<Checked> {
  const bytes = await readFile(order.path);
  const sheet = ledgerIn(readWorkbook(order.name, bytes), order.campaign);
  if (!sheet) return { isLedger: false };
  if (sheet.entries.length > MOST_ROWS) throw new Refusal(`表里超过${MOST_ROWS}行，请分成几份再发`);
  if (sheet.entries.length === 0) throw new Refusal("表里没有隐患，只有表头");
  const verdicts = await reading(order, (turn) => judge(turn, sheet, order.units));
  const errors = verdicts.flatMap((each) => (each.kind === "wrong" ? each.errors : []));
  const count = (kind: Verdict["kind"]) => verdicts.filter((each) => each.kind === kind).length;
  const planned = verdicts.filter(({ kind }) => kind === "new" || kind === "changed");
  await writeFile(order.out, JSON.stringify(planned));
  const warnings = sheet.entries
    .filter(hasWrongUsci)
    .map((entry) => errorAt(entry, "usci", "代码不对，没有写入"));
  const told = [...errors, ...warnings];
  if (told.length > 0) await writeErrors(order.errorsOut, told);
  return {
    isLedger: true,
    fresh: count("new"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    wrong: count("wrong"),
    warned: warnings.length,
    first: told.slice(0, SHOWN).map(errorInWords),
    plan: (await sumOf(order.out)).sha256,
    errors: told.length > 0 ? (await sumOf(order.errorsOut)).sha256 : null,
  };
}

const errorInWords = ({ row, head, why }: CellError): string => `第${row}行 ${head}：${why}`;

const text = (head: string, width: number) => ({ head, width, kind: "text" as const });

const writeErrors = (path: string, errors: readonly CellError[]): Promise<void> =>
  writeWorkbook(path, [
    {
      name: "需要改的",
      columns: [
        { head: "行", width: 8, kind: "whole" },
        text("列", 16),
        text("表里写的", 40),
        text("怎么改", 50),
      ],
      lines: [errors.map(({ row, head, words, why }) => ({ values: [row, head, words, why] }))],
    },
  ]);

async function judge(
  turn: Turn,
  { entries, cutOff }: LedgerSheet,
  units: string[] | null,
): Promise<Verdict[]> {
  const sender: Sender = { campaign: turn.campaign, today: turn.today, units };
  const known = new Map<string, Known>();
  const numbers = entries.flatMap(({ given }) => numberIn(given.hazard_no ?? "") ?? []);
  for (let from = 0; from < numbers.length; from += AT_ONCE)
    for (const each of await knownOf(turn, numbers.slice(from, from + AT_ONCE), cutOff))
      known.set(each.row.hazard_no, each);
  const same = await alreadyHere(turn, foundIn(entries));
  const seen = new Map<string, number>();
  return entries.map((entry) => verdictOn(entry, { known, same, seen, sender }));
}

type Here = {
  known: Map<string, Known>;
  same: Map<string, string>;
  seen: Map<string, number>;
  sender: Sender;
};

function verdictOn(entry: Entry, { known, same, seen, sender }: Here): Verdict {
  const { given, row } = entry;
  const wrong = (why: string, key: "hazard_no" | "description" = "hazard_no"): Verdict => ({
    kind: "wrong",
    errors: [errorAt(entry, key, why)],
  });
  const named = given.hazard_no ? numberIn(given.hazard_no) : null;
  const key = named ? code("hazard", named.year, named.number) : samenessOf(entry);
  const before = seen.get(key);
  if (before !== undefined) return wrong(`和第${before}行是同一条`, named ? "hazard_no" : "description");
  seen.set(key, row);
  if (given.hazard_no) {
    const found = known.get(key);
    return found ? verdictOnKnown(entry, found, sender) : wrong("没有这个编号，新增的隐患编号请空着");
  }
  const twin = same.get(key);
  return twin ? wrong(`和${twin}相同，改它请填上编号`, "description") : verdictOnNew(entry, sender);
}

/** The days on which new rows were found. */
const foundIn = (entries: readonly Entry[]): string[] =>
  entries.flatMap(({ given }) => (given.hazard_no ? [] : (given.found_at ?? [])));

const samenessOf = ({ given }: Entry): string =>
  sameness(given.enterprise_name ?? "", given.found_at ?? "", given.description ?? "");

type Numbered = { year: number; number: number };

function numberIn(words: string): Numbered | null {
  const [, year, number] = NUMBER.exec(words) ?? [];
  return year && number ? { year: Number(year), number: Number(number) } : null;
}

const SECOND_MS = 1_000;
const Key = z.object({ id: z.string() });
const Newer = z.object({ id: z.string() });

/** These hazards as the ledger tells them, and whether something was done since the sheet was made. */
async function knownOf(turn: Turn, numbers: readonly Numbered[], cutOff: string | null): Promise<Known[]> {
  const { tx, district } = turn;
  const years = [...new Set(numbers.map(({ year }) => year))];
  const keys = await ask(
    tx,
    `SELECT h.id AS id FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign
     AND h.year IN (:...years) AND h.number IN (:...numbers)`,
    { district, campaign: turn.campaign.key, years, numbers: numbers.map(({ number }) => number) },
    Key,
  );
  const ids = keys.map(({ id }) => id);
  if (ids.length === 0) return [];
  const hazards = await findRows(tx, HazardTable, { districtId: district, id: ids });
  const newer = cutOff ? await changedSince(turn, ids, cutOff) : new Set<string>();
  const lines = await linesOf(turn, hazards);
  return lines.map(({ hazard, row }) => ({ hazard, row, isNewer: newer.has(hazard.id) }));
}

/** What was done after a cut-off: the past before each change is kept under an id that begins with its instant. */
async function changedSince(turn: Turn, ids: readonly string[], cutOff: string): Promise<Set<string>> {
  const [day = "", time = ""] = cutOff.split(" ");
  const step = time.length > "HH:mm".length ? SECOND_MS : 60 * SECOND_MS;
  const next = instantOf(day, time, turn.campaign.district.timezone).getTime() + step;
  const hex = next.toString(16).padStart(12, "0");
  const since = `${hex.slice(0, 8)}-${hex.slice(8)}`;
  const rows = await ask(
    turn.tx,
    `SELECT DISTINCT p.hazard_id AS id FROM hazard_past p
     WHERE p.district_id = :district AND p.hazard_id IN (:...ids) AND p.id >= :since`,
    { district: turn.district, ids, since },
    Newer,
  );
  return new Set(rows.map(({ id }) => id));
}
