import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCampaigns } from "../campaign/read.ts";
import { readRoster, type RosterRow } from "../campaign/roster.ts";
import { Refusal } from "../errors.ts";

const COLUMNS = ["unit", "seat", "name", "title", "mobile", "email", "open_id"] as const;

const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const csv = (rows: readonly RosterRow[]): string =>
  [COLUMNS.join(","), ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(","))].join("\n");

/** Takes a workbook as the roster once every row of it is right; the one before stays beside it. */
export function importRoster(path: string, configDir: string, isDry: boolean): number {
  const [campaign] = readCampaigns(join(configDir, "campaigns"));
  if (!campaign) throw new Refusal("没有行动文件");
  const rows = readRoster(path, campaign);
  const kept = join(configDir, "roster.csv");
  if (existsSync(join(configDir, "roster.xlsx")))
    throw new Refusal(`${join(configDir, "roster.xlsx")} 正在用作名册，请直接改它`);
  if (!isDry) {
    if (existsSync(kept)) renameSync(kept, `${kept}.before`);
    writeFileSync(kept, `${csv(rows)}\n`);
  }
  console.log(
    `名册${rows.length}个席位，${isDry ? "都对，没有写入" : `已写入 ${kept}，每天早上或重启后生效`}`,
  );
  return 0;
}
