import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { Refusal, SetupError } from "../errors.ts";
import { readWorkbook } from "../files/workbook-read.ts";
import { readCsv, type CsvLine } from "./csv.ts";
import { readText } from "./text-file.ts";

/** The roster's lines with their places, from a CSV or, where that is not there, from the workbook of the same name. */
export function rosterLines(path: string): { path: string; lines: CsvLine[] } {
  const workbook = path.replace(/\.csv$/i, ".xlsx");
  if (workbook === path || (!existsSync(path) && existsSync(workbook)))
    return { path: workbook, lines: sheetLines(workbook) };
  if (existsSync(workbook))
    throw new SetupError([`${path}：名册有两份，请删去 ${basename(path)} 或 ${basename(workbook)}`]);
  const text = readText(path, "没有名册。请复制发行包里的 roster.csv 再填写");
  if ("mistakes" in text) throw new SetupError(text.mistakes);
  return { path, lines: readCsv(text.value) };
}

/** The first sheet's lines, each as long as the head. */
function sheetLines(path: string): CsvLine[] {
  try {
    const [sheet] = readWorkbook(basename(path), readFileSync(path)).sheets;
    const rows = sheet?.rows ?? [];
    const width = Math.max(0, ...(rows[0]?.cells.keys() ?? [])) + 1;
    const lines = rows.map(({ row, cells }) => ({
      line: row,
      cells: Array.from({ length: width }, (_each, at) =>
        (cells.get(at)?.words ?? "").normalize("NFKC").trim(),
      ),
    }));
    return lines.filter(({ cells }) => !cells[0]?.startsWith("#"));
  } catch (error) {
    if (error instanceof Refusal) throw new SetupError([`${path}：${error.message}`]);
    throw error;
  }
}
