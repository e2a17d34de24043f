import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { newRowId } from "../src/db/ids.ts";
import { addColumns, createTable, id, instant, json, key, maybe, text } from "./columns.ts";

/** Enterprises, what is typed for a hazard before it is registered, and what hazards are searched by. */
export class Enterprises1764000800000 implements MigrationInterface {
  name = "Enterprises1764000800000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "enterprise",
      {
        id: id(),
        district_id: key(),
        name: key(120),
        aliases: json(),
        usci: maybe(key(18)),
        town: maybe(key(32)),
        sector: maybe(key(32)),
        address: key(200),
        chemicals: text(),
        lookup: key(120),
        sought: key(400),
        entered_at: instant(),
        entered_by: maybe(key(36)),
      },
      [
        { name: "enterprise_usci", columns: ["district_id", "usci"], unique: true },
        { name: "enterprise_lookup", columns: ["district_id", "lookup"] },
        { name: "enterprise_sought", columns: ["district_id", "sought"] },
      ],
    );
    await createTable(
      runner,
      "draft",
      { id: id(), district_id: key(), person_id: key(36), typed: json(), step: key(16), kept_at: instant() },
      [{ name: "draft_person", columns: ["district_id", "person_id", "kept_at"] }],
    );
    await addColumns(runner, "hazard", { enterprise_id: maybe(key(36)), sought: maybe(key(400)) });
    for (const [name, columnNames] of Object.entries(INDEXES))
      await runner.createIndex(
        "hazard",
        new TableIndex({ name, columnNames: ["district_id", ...columnNames] }),
      );
    await nameEnterprises(runner);
    await makeSought(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.dropIndex("hazard", name);
    await runner.dropColumns("hazard", ["enterprise_id", "sought"]);
    for (const table of ["draft", "enterprise"]) await runner.dropTable(table);
  }
}

const WHOSE = ["lead_unit", "finder", "executor", "focus_point"];
const LIGHTS = ["due_on", "times_returned", "times_refused", "grade", "assigned_on"];

/** A search reads its index alone, newest first, until it has enough: its rows are a hundred megabytes for 10^5 hazards. */
const INDEXES = {
  hazard_enterprise: ["enterprise_id", "focus_point"],
  hazard_sought: ["campaign", "year", "number", "state", ...WHOSE, ...LIGHTS, "sought"],
};

/** Ids begin with an instant; what is entered here is of none. */
const WRITTEN_MS = 1_764_000_800_000;

/** As `lookupOf` was when this was written: what was registered before is found by the same words. */
const lookup = (words: unknown, most: number): string =>
  [
    ...String(words)
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}|]/gu, ""),
  ]
    .slice(0, most)
    .join("");

const asked = async (runner: QueryRunner, text: string, values: unknown[] = []) => {
  const rows: Record<string, unknown>[] = await runner.query(text, values);
  return rows;
};

/** Each name that hazards were registered under is an enterprise; two spellings of it are one. */
async function nameEnterprises(runner: QueryRunner): Promise<void> {
  const ids = new Map<string, string>();
  const names = await asked(
    runner,
    "SELECT district_id, enterprise, MIN(registered_at) AS entered_at FROM hazard GROUP BY district_id, enterprise",
  );
  for (const { district_id: district, enterprise, entered_at: at } of names) {
    const same = lookup(enterprise, 120);
    const key = `${String(district)}|${same}`;
    const known = ids.get(key);
    const enterpriseId = known ?? newRowId(new Date(WRITTEN_MS));
    ids.set(key, enterpriseId);
    if (!known)
      await runner.query(
        `INSERT INTO enterprise (id, district_id, name, aliases, address, chemicals, lookup, sought, entered_at)
         VALUES (?, ?, ?, '[]', '', '', ?, ?, ?)`,
        [enterpriseId, district, enterprise, same, `${same}|`, at],
      );
    const where = [enterpriseId, district, enterprise];
    await runner.query("UPDATE hazard SET enterprise_id = ? WHERE district_id = ? AND enterprise = ?", where);
  }
}

const A_PAGE = 1_000;

async function makeSought(runner: QueryRunner): Promise<void> {
  let last = "";
  for (;;) {
    const rows = await asked(
      runner,
      `SELECT id, enterprise, site, description FROM hazard WHERE id > ? ORDER BY id LIMIT ${A_PAGE}`,
      [last],
    );
    if (rows.length === 0) return;
    for (const { id: hazard, enterprise, site, description } of rows) {
      const words = lookup([enterprise, site, description].join("|"), 400);
      await runner.query("UPDATE hazard SET sought = ? WHERE id = ?", [words, hazard]);
      last = String(hazard);
    }
  }
}
