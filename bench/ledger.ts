import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { openDatabase } from "../src/db/database.ts";
import { migrate } from "../src/db/migrate.ts";
import { readHouse } from "../src/house.ts";
import { WRITING_MB } from "../src/ledger/apart.ts";
import { TABLES } from "../src/tables.ts";
import { runBundled } from "./bundled.ts";
import { inPairs, type Options, type Result } from "./measure.ts";
import { fillSearched } from "./searched.ts";

const ROWS = 100_000;
const MOST_RATIO = 6;
const MOST_MB = 128;
/** As the bot runs it. */
const FLAGS = [`--max-old-space-size=${WRITING_MB}`];
const Measured = z.object({ seconds: z.number(), growth: z.number() });

/** The ledger's workbook of every hazard, with light, people, enterprise and files, beside a bare CSV of the same table. */
export async function ledger(options: Options): Promise<Result> {
  const rows = options.smoke ? 2_000 : ROWS;
  const dir = mkdtempSync(join(tmpdir(), "duban-bench-"));
  const database = `sqlite:${join(dir, "ledger.sqlite")}`;
  const db = await openDatabase(database, TABLES);
  await migrate(db);
  await fillSearched(db, readHouse("./config").campaigns[0]!, rows);
  await db.destroy();
  const out = join(dir, "out");
  const growths: number[] = [];
  const run = async (side: "csv" | "xlsx") => {
    const { seconds, growth } = Measured.parse(
      await runBundled("ledger-child", [side, database, out], FLAGS),
    );
    if (side === "xlsx") growths.push(growth);
    return seconds;
  };
  const {
    a: csv_s,
    b: ledger_s,
    ...rest
  } = await inPairs(
    () => run("csv"),
    () => run("xlsx"),
    options,
  );
  const file_mb = Math.round(statSync(out).size / 1024 / 1024);
  rmSync(dir, { recursive: true, force: true });
  const growth_mb = Math.round(Math.max(...growths));
  const holds = options.smoke ? null : rest.ratio.median <= MOST_RATIO && growth_mb <= MOST_MB;
  const must = `ratio ≤ ${MOST_RATIO}, growth ≤ ${MOST_MB} MB`;
  return { bench: "ledger", rows, csv_s, ledger_s, ...rest, growth_mb, file_mb, must, holds };
}
