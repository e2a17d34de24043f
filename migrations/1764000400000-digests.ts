import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, day, flag, id, instant, json, key } from "./columns.ts";

/** Digests with their frozen figures. */
export class Digests1764000400000 implements MigrationInterface {
  name = "Digests1764000400000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "digest",
      {
        id: id(),
        district_id: key(),
        campaign: key(),
        on_day: day(),
        figures: json(),
        skipped: flag(),
        made_at: instant(),
      },
      [{ name: "digest_day", columns: ["district_id", "campaign", "on_day"], unique: true }],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("digest");
  }
}
