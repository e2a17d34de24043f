import type { DataSource } from "typeorm";
import { openDatabase } from "../src/db/database.ts";
import { openDoor, type Door, type Ending } from "../src/db/door.ts";
import { TABLES } from "../src/tables.ts";
import type { Store } from "./stores.ts";

/** A database of its own for one suite, its schema up to date: opened before it, gone after it. */
export function doorOn(store: Store, ending?: Ending): { door: Door; db: () => DataSource } {
  let lent: Awaited<ReturnType<Store["lend"]>> | null = null;
  let db: DataSource | null = null;
  let door: Door | null = null;
  const there = <Value>(value: Value | null): Value => {
    if (value === null) throw new Error("the database is not open yet");
    return value;
  };
  before(async () => {
    lent = await store.lend();
    db = await openDatabase(lent.url, TABLES);
    door = openDoor(db, ending);
  });
  after(async () => {
    await db?.destroy();
    await lent?.giveBack();
  });
  return { door: (work) => there(door)(work), db: () => there(db) };
}
