import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { createTable, day, key, maybe, primary } from "./columns.ts";

/** Which closed hazards were drawn to be looked at again, by which seed, and what was found. */
export class LookBack1764000895000 implements MigrationInterface {
  name = "LookBack1764000895000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "look_back", {
      district_id: primary(key()),
      hazard_id: primary(key(36)),
      month: primary(key(7)),
      campaign: key(),
      seed: key(64),
      drawn_on: day(),
      result: maybe(key(16)),
      remark: { ...key(500), default: "''" },
      looked_by: maybe(key(36)),
      looked_on: maybe(day()),
    });
    const columnNames = ["district_id", "campaign", "month"];
    await runner.createIndex("look_back", new TableIndex({ name: "look_back_month", columnNames }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("look_back");
  }
}
