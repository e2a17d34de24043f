import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, json, key, maybe, primary, whole } from "./columns.ts";

/** What each row of an imported ledger changed, so that the import can be taken back. */
export class LedgerChanges1764000890000 implements MigrationInterface {
  name = "LedgerChanges1764000890000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "ledger_change", {
      district_id: primary(key()),
      job_id: primary(key(36)),
      sheet_row: primary(whole()),
      hazard_id: key(36),
      version: whole(),
      was: maybe(json()),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("ledger_change");
  }
}
