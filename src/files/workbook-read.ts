import { inflateRawSync } from "node:zlib";
import { Refusal } from "../errors.ts";
import { entriesOf, type Entry } from "./archive.ts";
import { kindOf } from "./sniff.ts";
import type { ReadBook } from "./cells.ts";
import { readSheet } from "./sheet-read.ts";
import { attribute, decoded, piecesOf } from "./xml-read.ts";

const MB = 1024 * 1024;
/** What a ledger may weigh, packed and unpacked; a whole campaign's is a tenth of it. */
export const LARGEST = 20 * MB;
const UNPACKED = 120 * MB;
const MOST_SHEETS = 30;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const DEFLATED = 8;

const BROKEN = "文件已损坏，打不开。请在表格软件里打开后另存为.xlsx，再发一次";
const BURSTS = "表格展开后太大，请删去多余的内容，分成几份再发";

/** Why this is no workbook that can be read; `null` when it may be one. */
export function bookRefusal(name: string, bytes: Uint8Array): string | null {
  if (bytes.byteLength > LARGEST) return "表格超过20MB，请删去图片或分成几份再发";
  if (kindOf(bytes) === "office") return "这是旧版或加了密码的表格，请另存为不加密的.xlsx再发";
  if (/\.xlsm$/i.test(name)) return "带宏的表格（.xlsm）不收，请另存为.xlsx再发";
  const entries = entriesOf(bytes);
  if (!entries) return BROKEN;
  if (entries.some((entry) => /vbaProject/i.test(entry.name))) return "表格里有宏，不收，请另存为.xlsx再发";
  if (entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > UNPACKED) return BURSTS;
  return null;
}

/** Reads a workbook's visible sheets as they stand in it; what cannot be read is refused in words. */
export function readWorkbook(name: string, bytes: Uint8Array): ReadBook {
  const refusal = bookRefusal(name, bytes);
  if (refusal) throw new Refusal(refusal);
  const parts = new Map((entriesOf(bytes) ?? []).map((entry) => [entry.name.replaceAll("\\", "/"), entry]));
  let left = UNPACKED;
  const textOf = (path: string): string | null => {
    const entry = parts.get(path) ?? parts.get(path.replace(/^\//, ""));
    if (!entry) return null;
    const unpacked = unpack(bytes, entry, left);
    left -= unpacked.byteLength;
    return unpacked.toString("utf8");
  };
  const book = textOf("xl/workbook.xml");
  if (!book) throw new Refusal(BROKEN);
  const targets = targetsIn(textOf("xl/_rels/workbook.xml.rels") ?? "");
  const { sheets, from1904 } = bookIn(book);
  const shared = sharedIn(textOf("xl/sharedStrings.xml") ?? "");
  const dated = datedStyles(textOf("xl/styles.xml") ?? "");
  return {
    from1904,
    sheets: sheets.slice(0, MOST_SHEETS).flatMap((sheet) => {
      const xml = textOf(targets.get(sheet.id) ?? "");
      return xml ? [{ name: sheet.name, rows: readSheet(xml, { shared, dated, from1904 }) }] : [];
    }),
  };
}

/** One part's bytes; it may not unpack to more than is left, whatever its head says. */
function unpack(bytes: Uint8Array, { at, packed, method }: Entry, most: number): Buffer {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + LOCAL_BYTES > file.length || file.readUInt32LE(at) !== LOCAL) throw new Refusal(BROKEN);
  const from = at + LOCAL_BYTES + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const body = file.subarray(from, from + packed);
  if (method !== DEFLATED) return body;
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const isTooLong = error instanceof RangeError;
    throw new Refusal(isTooLong ? BURSTS : BROKEN);
  }
}

function targetsIn(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const piece of piecesOf(xml)) {
    if (piece.kind !== "open" || piece.name !== "Relationship") continue;
    const target = attribute(piece.attributes, "Target") ?? "";
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    targets.set(attribute(piece.attributes, "Id") ?? "", path);
  }
  return targets;
}

/** The sheets that can be seen, and whether days are counted from 1904. */
function bookIn(xml: string): { sheets: { name: string; id: string }[]; from1904: boolean } {
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  for (const piece of piecesOf(xml)) {
    if (piece.kind !== "open") continue;
    const { name, attributes } = piece;
    if (name === "workbookPr") from1904 = ["1", "true"].includes(attribute(attributes, "date1904") ?? "");
    const isHidden = (attribute(attributes, "state") ?? "visible") !== "visible";
    if (name === "sheet" && !isHidden)
      sheets.push({
        name: attribute(attributes, "name") ?? "",
        id: attribute(attributes, "r:id") ?? attribute(attributes, "id") ?? "",
      });
  }
  return { sheets, from1904 };
}

/** Words that several cells share; how they are read aloud is left out. */
function sharedIn(xml: string): string[] {
  const shared: string[] = [];
  let [words, inText, aloud] = ["", false, false];
  for (const piece of piecesOf(xml)) {
    if (piece.kind === "words") words += inText && !aloud ? decoded(piece.words) : "";
    else if (piece.name === "si" && piece.kind === "open") words = "";
    else if (piece.name === "si") shared.push(words);
    else if (piece.name === "t") inText = piece.kind === "open";
    else if (piece.name === "rPh") aloud = piece.kind === "open";
  }
  return shared;
}

const BUILT_IN_DATES = [
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
];
const NO_CODE = /"[^"]*"|\\.|\[[^\]]*\]/g;

/** Which styles show a number as a day. */
function datedStyles(xml: string): boolean[] {
  const dates = new Set(BUILT_IN_DATES);
  const styles: boolean[] = [];
  let inCells = false;
  for (const piece of piecesOf(xml)) {
    if (piece.kind === "words") continue;
    if (piece.name === "cellXfs") inCells = piece.kind === "open";
    if (piece.kind !== "open") continue;
    const number = Number(attribute(piece.attributes, "numFmtId") ?? 0);
    const code = (attribute(piece.attributes, "formatCode") ?? "").replaceAll(NO_CODE, "");
    if (piece.name === "numFmt" && /[yd年月日]/i.test(code)) dates.add(number);
    if (piece.name === "xf" && inCells) styles.push(dates.has(number));
  }
  return styles;
}
