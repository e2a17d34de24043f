import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { addColumns, key, maybe } from "./columns.ts";

const INDEX = { name: "attachment_content", columnNames: ["district_id", "sha256"] };

/** When a photo was taken, and where else the same one was sent. */
export class PhotosTaken1764000870000 implements MigrationInterface {
  name = "PhotosTaken1764000870000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "attachment", { taken_on: maybe(key(19)) });
    await runner.createIndex("attachment", new TableIndex(INDEX));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("attachment", INDEX.name);
    await runner.dropColumn("attachment", "taken_on");
  }
}
