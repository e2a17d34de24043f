import type { DataSource, EntityManager, EntitySchema } from "typeorm";
import { copyIn, isEmpty, type Copied } from "../db/copy.ts";
import { Refusal } from "../errors.ts";
import { keepBytes } from "../files/store.ts";
import { duringRestore } from "../jobs/quarantine.ts";
import { linesOf } from "./read.ts";

const AT_ONCE = 100;
/** Rows that are written together travel as one packet, and a server takes no more than 16 MB, escapes and all. */
const BYTES_AT_ONCE = 1_000_000;

type Into = { db: DataSource; tables: readonly EntitySchema[]; filesDir: string; until: Date };

/** Nothing is written over: a database with anything in it is not restored into. */
export async function mustBeEmpty(tx: EntityManager, tables: readonly EntitySchema[]): Promise<void> {
  for (const table of tables) {
    if (!(await isEmpty(tx, table)))
      throw new Refusal(
        "这个数据库里已有数据，不能恢复到上面。请新建一个空数据库，把 DATABASE_URL 指向它再恢复",
      );
  }
}

/** Rows that wait to be written together. */
function openBatch({ db, tables, until }: Into) {
  const byName = new Map(tables.map((table) => [db.getRepository(table).metadata.tableName, table]));
  let of = "";
  let rows: Copied[] = [];
  let bytes = 0;
  const flush = async () => {
    const table = byName.get(of);
    if (table && rows.length > 0)
      await db.transaction((tx) => duringRestore(tx, until, () => copyIn(tx, table, rows)));
    rows = [];
    bytes = 0;
  };
  return {
    add: async (name: string, row: Copied) => {
      if (!byName.has(name))
        throw new Refusal(`备份里有这个版本不认识的表 ${name}，请用同一版本或更新的版本恢复`);
      const size = Buffer.byteLength(JSON.stringify(row));
      if (name !== of || rows.length >= AT_ONCE || bytes + size > BYTES_AT_ONCE) await flush();
      of = name;
      rows.push(row);
      bytes += size;
    },
    flush,
  };
}

/** Writes a verified archive's rows into an empty database and its files into the store; all is held back until `release`. */
export async function readInto(path: string, into: Into): Promise<void> {
  const batch = openBatch(into);
  let pieces: Buffer[] | null = null;
  const keep = async () => {
    if (pieces) await keepBytes(into.filesDir, Buffer.concat(pieces));
    pieces = null;
  };
  for await (const line of linesOf(path)) {
    if (line.kind === "row") await batch.add(line.table, line.row);
    if (line.kind === "bytes") pieces?.push(Buffer.from(line.data, "base64"));
    if (line.kind === "file" || line.kind === "end") await keep();
    if (line.kind === "file") pieces = [];
  }
  await batch.flush();
}
