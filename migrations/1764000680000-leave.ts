import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { addColumns, createTable, day, id, instant, key, maybe } from "./columns.ts";

/** Leave, and seats held for some days in somebody's place. */
export class Leave1764000680000 implements MigrationInterface {
  name = "Leave1764000680000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "absence",
      {
        id: id(),
        district_id: key(),
        person_id: key(36),
        unit: key(32),
        cover_id: maybe(key(36)),
        from_on: maybe(day()),
        to_on: maybe(day()),
        state: key(16),
        asked_by: key(36),
        asked_at: instant(),
      },
      [
        { name: "absence_person", columns: ["district_id", "person_id", "state"] },
        { name: "absence_unit", columns: ["district_id", "unit", "state"] },
      ],
    );
    await addColumns(runner, "seat", {
      covers: maybe(key(36)),
      from_on: maybe(day()),
      to_on: maybe(day()),
    });
    await runner.createIndex(
      "seat",
      new TableIndex({ name: "seat_covers", columnNames: ["district_id", "covers"] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("seat", "seat_covers");
    await runner.dropColumns("seat", ["covers", "from_on", "to_on"]);
    await runner.dropTable("absence");
  }
}
