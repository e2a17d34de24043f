import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { createTable, day, id, instant, key, maybe, whole } from "./columns.ts";

/** The indexes a digest counts over, in place of one that is their beginning, and what hazards were before each change. */
export class DigestLists1764000660000 implements MigrationInterface {
  name = "DigestLists1764000660000";

  async up(runner: QueryRunner): Promise<void> {
    const lights = ["due_on", "times_returned", "times_refused", "grade", "assigned_on"];
    const indexes = {
      hazard_figures: ["state", "lead_unit", "focus_point", ...lights],
      hazard_listed: ["year", "number", "state", ...lights],
      hazard_registered: ["registered_at"],
      hazard_closed: ["closed_at"],
    };
    for (const [name, columns] of Object.entries(indexes)) {
      const columnNames = ["district_id", "campaign", ...columns];
      await runner.createIndex("hazard", new TableIndex({ name, columnNames }));
    }
    await runner.dropIndex("hazard", "hazard_state");
    await createTable(
      runner,
      "hazard_past",
      {
        id: id(),
        district_id: key(),
        hazard_id: key(36),
        version: whole(),
        state: key(24),
        grade: key(16),
        focus_point: key(32),
        lead_unit: key(32),
        due_on: maybe(day()),
        assigned_on: maybe(day()),
        times_returned: whole(),
        times_refused: whole(),
        closed_at: maybe(instant()),
      },
      [{ name: "hazard_past_version", columns: ["district_id", "hazard_id", "version"], unique: true }],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("hazard_past");
    await runner.createIndex(
      "hazard",
      new TableIndex({ name: "hazard_state", columnNames: ["district_id", "campaign", "state"] }),
    );
    for (const name of ["hazard_closed", "hazard_registered", "hazard_listed", "hazard_figures"])
      await runner.dropIndex("hazard", name);
  }
}
