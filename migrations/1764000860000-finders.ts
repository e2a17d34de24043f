import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";

/** A finder's own hazards are found without reading all that are open: every tray asks for them. */
export class Finders1764000860000 implements MigrationInterface {
  name = "Finders1764000860000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(
      "hazard",
      new TableIndex({ name: "hazard_finder", columnNames: ["district_id", "finder", "state"] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("hazard", "hazard_finder");
  }
}
