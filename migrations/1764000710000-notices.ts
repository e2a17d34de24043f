import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, flag, id, instant, json, key, whole } from "./columns.ts";

/** Which holiday notices the dates were counted by, and since when. */
export class Notices1764000710000 implements MigrationInterface {
  name = "Notices1764000710000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "holiday_notice",
      {
        id: id(),
        district_id: key(),
        year: whole(),
        announced: flag(),
        off: json(),
        work: json(),
        loaded_at: instant(),
      },
      [{ name: "holiday_notice_year", columns: ["district_id", "year"] }],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("holiday_notice");
  }
}
