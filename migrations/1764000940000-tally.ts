import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { addColumns, createTable, day, flag, key, maybe, primary, whole } from "./columns.ts";

const INDEXES = { hazard_twice: "is_twice", hazard_supervised: "is_listed" };

/** Hazards are counted as they change; what was sent back twice and what is listed is found without the rest. The next start counts what is there. */
export class Tally1764000940000 implements MigrationInterface {
  name = "Tally1764000940000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "hazard_tally", {
      district_id: primary(key()),
      campaign: primary(key()),
      on_day: primary(day()),
      what: primary(key(8)),
      unit: primary(key(32)),
      focus: primary(key(32)),
      state: primary(key(24)),
      count: whole(),
    });
    await addColumns(runner, "hazard", { is_twice: maybe(flag()), is_listed: maybe(flag()) });
    await runner.query(
      `UPDATE hazard SET is_twice = 1 WHERE state IN ('assigned', 'rectifying')
        AND (times_returned >= 2 OR times_refused >= 2)`,
    );
    await markListed(runner);
    for (const [name, column] of Object.entries(INDEXES)) {
      const columnNames = ["district_id", "campaign", column];
      await runner.createIndex("hazard", new TableIndex({ name, columnNames }));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, column] of Object.entries(INDEXES)) {
      await runner.dropIndex("hazard", name);
      await runner.dropColumn("hazard", column);
    }
    await runner.dropTable("hazard_tally");
  }
}

const LISTINGS = `SELECT id, listing FROM hazard WHERE listing IS NOT NULL
  AND state IN ('registered', 'assigned', 'rectifying', 'verify_requested', 'verifying')`;

/** The engines keep JSON differently, so it is read here. */
async function markListed(runner: QueryRunner): Promise<void> {
  const rows: { id: string; listing: string | { state?: string } }[] = await runner.query(LISTINGS);
  for (const { id, listing } of rows) {
    const { state }: { state?: string } = typeof listing === "string" ? JSON.parse(listing) : listing;
    if (state === "listed") await runner.query("UPDATE hazard SET is_listed = 1 WHERE id = ?", [id]);
  }
}
