import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, instant, key, maybe, millis, primary, whole } from "./columns.ts";

/** Who saw which push, and when to ask Feishu next. */
export class Readings1764000730000 implements MigrationInterface {
  name = "Readings1764000730000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "reading",
      {
        district_id: primary(key()),
        card_id: primary(key(36)),
        message_id: key(128),
        person_id: key(36),
        subject: key(80),
        sent_at: instant(),
        read_at: maybe(instant()),
        via: maybe(key(8)),
        next_ms: maybe(millis()),
        tries: whole(),
      },
      [
        { name: "reading_due", columns: ["district_id", "next_ms"] },
        { name: "reading_message", columns: ["district_id", "message_id"] },
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("reading");
  }
}
