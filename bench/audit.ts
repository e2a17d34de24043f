import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { ChainTable, digestOf, GENESIS, verifyChain } from "../src/campaign/chain.ts";
import { HistoryTable, type HistoryRow } from "../src/campaign/history-table.ts";
import { openDatabase } from "../src/db/database.ts";
import { migrate } from "../src/db/migrate.ts";
import { TABLES } from "../src/tables.ts";
import { inPairs, secondsOf, type Options, type Result } from "./measure.ts";

const LINES = 100_000;
const TOGETHER = 500;
const DISTRICT = "bench";
const AT = Date.UTC(2021, 5, 18, 1);

const lineAt = (position: number): HistoryRow => ({
  id: `line-${String(position).padStart(8, "0")}`,
  districtId: DISTRICT,
  subject: `task:${position % 500}`,
  at: new Date(AT + position * 1_000),
  by: `person-${position % 40}`,
  act: "task.report",
  words: "提交进展：60%，按计划推进",
  details: { percent: position % 100, figures: { checked: 35, found: 3 } },
  source: `click:event-${position}`,
  position,
  hash: null,
});

/** Writes a sealed chain; answers the bytes of its lines, as they lie there to be hashed. */
async function fill(db: DataSource, lines: number): Promise<Buffer[]> {
  const said: Buffer[] = [];
  let head = GENESIS;
  for (let from = 1; from <= lines; from += TOGETHER) {
    const rows = Array.from({ length: Math.min(TOGETHER, lines - from + 1) }, (_each, place) => {
      const row = lineAt(from + place);
      head = createHash("sha256")
        .update(`${head}:${from + place}:${digestOf(row)}`)
        .digest("hex");
      said.push(Buffer.from(JSON.stringify(row)));
      return { ...row, hash: head };
    });
    await db.transaction((tx) =>
      tx.createQueryBuilder().insert().into(HistoryTable).values(rows).updateEntity(false).execute(),
    );
  }
  await db.getRepository(ChainTable).insert({ districtId: DISTRICT, length: lines, head });
  return said;
}

/** `audit verify` over a long chain beside bare SHA-256 of as many bytes, which lie in memory already. */
export async function audit(options: Options): Promise<Result> {
  const lines = options.smoke ? 2_000 : LINES;
  const dir = mkdtempSync(join(tmpdir(), "duban-bench-"));
  const db = await openDatabase(`sqlite:${join(dir, "audit.sqlite")}`, TABLES);
  await migrate(db);
  const said = await fill(db, lines);
  const bare = () =>
    secondsOf(() => {
      let last = GENESIS;
      for (const each of said) last = createHash("sha256").update(last).update(each).digest("hex");
      return Promise.resolve(last);
    });
  const verify = () =>
    secondsOf(async () => {
      const { lines: seen, wrong } = await verifyChain(db.manager, DISTRICT);
      if (wrong !== null || seen !== lines) throw new Error(`${seen} lines, ${wrong}`);
    });
  const measured = await inPairs(
    async () => lines / (await bare()),
    async () => lines / (await verify()),
    options,
  );
  const { a: sha256_lines_per_s, b: verified_lines_per_s, ...rest } = measured;
  await db.destroy();
  rmSync(dir, { recursive: true, force: true });
  const figures = { lines, sha256_lines_per_s, verified_lines_per_s, ...rest };
  return { bench: "audit", ...figures, must: "reported; ratio ≥ 0.3 is aimed at", holds: null };
}
