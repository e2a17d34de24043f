import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Line, openManifest } from "../../src/archive/lines.ts";
import { openDatabase } from "../../src/db/database.ts";
import { migrate, migrationsNamed } from "../../src/db/migrate.ts";
import { TABLES } from "../../src/tables.ts";

type Content = Exclude<Line, { kind: "head" | "end" }>;
type Head = Extract<Line, { kind: "head" }>;

/** What a backup holds, its sums apart. */
export function readBackup(path: string): { head: Head; lines: Content[] } {
  const lines = gunzipSync(readFileSync(path)).toString().trim().split("\n");
  const all = lines.map((line) => Line.parse(JSON.parse(line)));
  const [head] = all;
  if (head?.kind !== "head") throw new Error("no head");
  return { head, lines: all.filter((line) => line.kind !== "head" && line.kind !== "end") };
}

/** A backup of these lines, with the sums that they have. */
export function writeBackup(path: string, head: Head, lines: readonly Content[]): string {
  const manifest = openManifest();
  for (const line of lines) {
    if (line.kind === "row") manifest.row(line.table, line.row);
    if (line.kind === "file") manifest.file();
  }
  const text = [head, ...lines, manifest.end()].map((line) => `${JSON.stringify(line)}\n`).join("");
  writeFileSync(path, gzipSync(text));
  return path;
}

/** The same backup as a version would have made it that had only the steps before this one. */
export async function backupBefore(step: string, from: string, to: string): Promise<string> {
  const { head, lines } = readBackup(from);
  const migrations = head.migrations.slice(0, head.migrations.indexOf(step));
  const known = await columnsAfter(migrations);
  const older = lines.flatMap((line): Content[] => {
    if (line.kind !== "row") return [line];
    const columns = known.get(line.table);
    const row = Object.entries(line.row).filter(([name]) => columns?.has(name));
    return columns ? [{ ...line, row: Object.fromEntries(row) }] : [];
  });
  return writeBackup(to, { ...head, migrations }, older);
}

/** The tables of an older version and their columns, by the names the code gives them. */
async function columnsAfter(steps: readonly string[]): Promise<Map<string, Set<string>>> {
  const dir = mkdtempSync(join(tmpdir(), "duban-older-"));
  const db = await openDatabase(`sqlite:${join(dir, "older.sqlite")}`, TABLES, migrationsNamed(steps) ?? []);
  const runner = db.createQueryRunner();
  try {
    await migrate(db);
    const tables = new Map<string, Set<string>>();
    for (const { tableName, columns } of db.entityMetadatas) {
      const there = await runner.getTable(tableName);
      const names = columns.filter(({ databaseName }) => there?.findColumnByName(databaseName));
      if (there) tables.set(tableName, new Set(names.map(({ propertyName }) => propertyName)));
    }
    return tables;
  } finally {
    await runner.release();
    await db.destroy();
    rmSync(dir, { recursive: true, force: true });
  }
}
