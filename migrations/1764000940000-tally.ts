import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { addColumns, createTable, day, flag, key, maybe, primary, whole } from "./columns.ts";

/** Hazards are counted as they change; what was sent back twice is found without the rest. The next start counts what is there. */
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
    await addColumns(runner, "hazard", { is_twice: maybe(flag()) });
    await runner.query(
      `UPDATE hazard SET is_twice = 1 WHERE state IN ('assigned', 'rectifying')
        AND (times_returned >= 2 OR times_refused >= 2)`,
    );
    await runner.createIndex(
      "hazard",
      new TableIndex({ name: "hazard_twice", columnNames: ["district_id", "campaign", "is_twice"] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("hazard", "hazard_twice");
    await runner.dropColumn("hazard", "is_twice");
    await runner.dropTable("hazard_tally");
  }
}
