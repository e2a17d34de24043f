import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, createTable, id, instant, json, key, maybe, text } from "./columns.ts";

/** Who left, who was let in by asking, what is to be handed over, and roster rows that nobody is found for. */
export class Seating1764000720000 implements MigrationInterface {
  name = "Seating1764000720000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "person", { left_at: maybe(instant()) });
    await addColumns(runner, "seat", { granted_by: maybe(key(36)) });
    await createTable(
      runner,
      "handover",
      {
        id: id(),
        district_id: key(),
        unit: key(32),
        from_id: key(36),
        seats: json(),
        state: key(16),
        opened_at: instant(),
        taken_by: maybe(key(36)),
        taken_at: maybe(instant()),
      },
      [{ name: "handover_state", columns: ["district_id", "state", "unit"] }],
    );
    await createTable(
      runner,
      "unbound",
      { id: id(), district_id: key(), unit: key(32), seat: key(32), name: key() },
      [{ name: "unbound_unit", columns: ["district_id", "unit"] }],
    );
    await createTable(
      runner,
      "joining",
      {
        id: id(),
        district_id: key(),
        person_id: key(36),
        name: key(),
        unit: key(32),
        seat: key(32),
        remark: text(),
        state: key(16),
        asked_at: maybe(instant()),
        decided_by: maybe(key(36)),
        decided_at: maybe(instant()),
        reason: text(),
      },
      [{ name: "joining_state", columns: ["district_id", "state", "person_id"] }],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["joining", "unbound", "handover"]) await runner.dropTable(table);
    await runner.dropColumn("seat", "granted_by");
    await runner.dropColumn("person", "left_at");
  }
}
