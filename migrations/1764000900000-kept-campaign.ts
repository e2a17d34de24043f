import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, instant, json, key, primary } from "./columns.ts";

/** What each campaign file said at the last start. */
export class KeptCampaign1764000900000 implements MigrationInterface {
  name = "KeptCampaign1764000900000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "kept_campaign", {
      district_id: primary(key()),
      campaign: primary(key()),
      said: json(),
      kept_at: instant(),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("kept_campaign");
  }
}
