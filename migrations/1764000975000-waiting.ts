import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";

const WAITING = {
  name: "hazard_waiting",
  columnNames: [
    "district_id",
    "campaign",
    "state",
    "lead_unit",
    "registered_at",
    "requested_at",
    "verified_on",
    "times_refused",
  ],
};

/** What waits for office or verifier since too long, found without reading the rows of all that wait. */
export class Waiting1764000975000 implements MigrationInterface {
  name = "Waiting1764000975000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex("hazard", new TableIndex(WAITING));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("hazard", WAITING.name);
  }
}
