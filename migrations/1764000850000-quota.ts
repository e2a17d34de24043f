import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, key, maybe, millis, primary, whole } from "./columns.ts";

/** How often Feishu was called in each month. */
export class Quota1764000850000 implements MigrationInterface {
  name = "Quota1764000850000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "quota", {
      district_id: primary(key()),
      month: primary(key(7)),
      calls: whole(),
      refused_ms: maybe(millis()),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("quota");
  }
}
