import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, createTable, id, instant, key, maybe, text } from "./columns.ts";

/** Work handed from one person of a unit to another. */
export class Handing1764000760000 implements MigrationInterface {
  name = "Handing1764000760000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "handing",
      {
        id: id(),
        district_id: key(),
        subject: key(80),
        unit: key(32),
        from_id: key(36),
        to_id: maybe(key(36)),
        note: text(),
        state: key(16),
        reason: text(),
        at: instant(),
        answered_at: maybe(instant()),
      },
      [{ name: "handing_subject", columns: ["district_id", "subject", "state"] }],
    );
    await addColumns(runner, "task", { executor: maybe(key(36)) });
    await addColumns(runner, "hazard", { executor: maybe(key(36)) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn("hazard", "executor");
    await runner.dropColumn("task", "executor");
    await runner.dropTable("handing");
  }
}
