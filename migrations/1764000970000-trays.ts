import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";

const INDICES = [
  { name: "outbox_living", columnNames: ["district_id", "subject", "superseded", "person_id"] },
  { name: "outbox_trouble", columnNames: ["district_id", "trouble", "told_ms"] },
];

/** After a year a person has hundreds of old trays, and few of all cards were trouble: what is asked for at each act and each minute is found without reading them. */
export class Trays1764000970000 implements MigrationInterface {
  name = "Trays1764000970000";

  async up(runner: QueryRunner): Promise<void> {
    for (const index of INDICES) await runner.createIndex("outbox", new TableIndex(index));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of INDICES) await runner.dropIndex("outbox", name);
  }
}
