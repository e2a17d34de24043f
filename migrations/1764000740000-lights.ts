import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { addColumns, createTable, day, flag, id, instant, key, maybe, primary } from "./columns.ts";

/** Which light each thing showed from when to when; what rings by day, and what waits for the next morning. */
export class Lights1764000740000 implements MigrationInterface {
  name = "Lights1764000740000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "light",
      {
        id: id(),
        district_id: key(),
        campaign: key(),
        subject: key(80),
        unit: key(32),
        holder: key(16),
        light: key(8),
        cause: key(80),
        since_at: instant(),
        until_at: maybe(instant()),
      },
      [
        { name: "light_subject", columns: ["district_id", "subject", "until_at"] },
        { name: "light_now", columns: ["district_id", "campaign", "until_at", "light"] },
      ],
    );
    await createTable(
      runner,
      "put_off",
      {
        district_id: primary(key()),
        person_id: primary(key(36)),
        subject: primary(key(80)),
        campaign: key(),
        at: instant(),
      },
      [],
    );
    await addColumns(runner, "outbox", { rings_on: maybe(day()), urgent: maybe(flag()) });
    await runner.createIndex(
      "outbox",
      new TableIndex({ name: "outbox_rung", columnNames: ["district_id", "person_id", "rings_on"] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("outbox", "outbox_rung");
    await runner.dropColumns("outbox", ["rings_on", "urgent"]);
    await runner.dropTable("put_off");
    await runner.dropTable("light");
  }
}
