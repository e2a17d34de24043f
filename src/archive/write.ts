import { createReadStream, createWriteStream, type Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { EntityManager, EntitySchema } from "typeorm";
import { copyOut, type Copied } from "../db/copy.ts";
import { Refusal } from "../errors.ts";
import { pathOf } from "../files/store.ts";
import { openManifest, type End, type Line } from "./lines.ts";

const A_PIECE = 192 * 1024;
const HASH = /^[0-9a-f]{64}$/;

export type What = {
  tx: EntityManager;
  tables: readonly EntitySchema[];
  filesDir: string;
  head: Extract<Line, { kind: "head" }>;
  /** The files that a row says are kept. */
  filesNamedBy: (table: string, row: Copied) => string[];
  /** Told before any file is written when some of those are not there; what it throws ends the backup. */
  lacking: (count: number) => void;
};

/** Without a file there is no folder either. */
const found = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new Refusal(`读不了 ${folder}，请检查 FILES_DIR 和权限`);
  });

async function countMissing(filesDir: string, named: Iterable<string>): Promise<number> {
  let missing = 0;
  for (const sha256 of named) {
    const there = await stat(pathOf(filesDir, sha256)).catch(() => null);
    if (!there?.isFile()) missing += 1;
  }
  return missing;
}

/** Every file that is kept, in the order of its hash. */
async function* hashesIn(filesDir: string): AsyncGenerator<string> {
  const folders = (await found(filesDir)).filter((entry) => entry.isDirectory());
  for (const { name: folder } of folders.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const files = (await found(join(filesDir, folder))).filter(({ name }) => HASH.test(name));
    for (const { name } of files.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      yield join(folder, name);
    }
  }
}

async function* lines(
  { tx, tables, filesDir, head, filesNamedBy, lacking }: What,
  ended: (end: End) => void,
): AsyncGenerator<string> {
  const manifest = openManifest();
  const text = (line: Line) => `${JSON.stringify(line)}\n`;
  const named = new Set<string>();
  yield text(head);
  for (const table of tables) {
    const { tableName } = tx.getRepository(table).metadata;
    manifest.table(tableName);
    for await (const row of copyOut(tx, table)) {
      const line = { kind: "row" as const, table: tableName, row };
      manifest.row(tableName, row);
      for (const sha256 of filesNamedBy(tableName, row)) named.add(sha256);
      yield text(line);
    }
  }
  const missing = await countMissing(filesDir, named);
  if (missing > 0) lacking(missing);
  for await (const path of hashesIn(filesDir)) {
    const whole = join(filesDir, path);
    manifest.file();
    yield text({ kind: "file", sha256: path.slice(-64), size: (await stat(whole)).size });
    for await (const piece of createReadStream(whole, { highWaterMark: A_PIECE })) {
      yield text({ kind: "bytes", data: Buffer.from(piece).toString("base64") });
    }
  }
  const end = manifest.end();
  ended(end);
  yield text(end);
}

/** Writes every table and file to one gzip of JSON lines; answers what it holds. */
export async function writeArchive(path: string, what: What): Promise<End> {
  let held: End | null = null;
  const text = Readable.from(
    lines(what, (end) => (held = end)),
    { objectMode: true },
  );
  await pipeline(text, createGzip({ level: 4 }), createWriteStream(path, { flags: "wx" }));
  if (held === null) throw new Error("the archive has no end");
  return held;
}
