import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { openDatabase } from "../src/db/database.ts";
import { openDoor, type Door, type Ending } from "../src/db/door.ts";
import { migrate } from "../src/db/migrate.ts";
import { TABLES } from "../src/tables.ts";
import type { Store } from "./stores.ts";

/** A database of its own for one suite, its schema up to date: opened before it, gone after it. */
export function doorOn(store: Store, ending?: Ending): { door: Door; db: () => DataSource } {
  let dir = "";
  let opened: { url: string | undefined; drop(): Promise<void> } | null = null;
  let db: DataSource | null = null;
  let door: Door | null = null;
  const there = <Value>(value: Value | null): Value => {
    if (value === null) throw new Error("the database is not open yet");
    return value;
  };
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "duban-door-"));
    opened = await store.open();
    db = await openDatabase(opened.url ?? `sqlite:${join(dir, "x.sqlite")}`, TABLES);
    await migrate(db);
    door = openDoor(db, ending);
  });
  after(async () => {
    await db?.destroy();
    await opened?.drop();
    rmSync(dir, { recursive: true, force: true });
  });
  return { door: (work) => there(door)(work), db: () => there(db) };
}
