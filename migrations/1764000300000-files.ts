import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, id, instant, key, maybe, millis, text, whole } from "./columns.ts";

/** Photos and files that people sent. */
export class Files1764000300000 implements MigrationInterface {
  name = "Files1764000300000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "attachment",
      {
        id: id(),
        district_id: key(),
        subject: maybe(key(80)),
        stage: maybe(key(16)),
        message_id: key(128),
        resource_key: key(160),
        kind: key(8),
        name: key(255),
        state: key(16),
        size: maybe(whole()),
        sha256: maybe(key(64)),
        image_key: maybe(key(160)),
        reason: maybe(text()),
        by_person: key(36),
        at: instant(),
        visible_at: millis(),
        token: maybe(key(36)),
        attempts: whole(),
      },
      [
        { name: "attachment_subject", columns: ["district_id", "subject"] },
        { name: "attachment_due", columns: ["district_id", "state", "visible_at"] },
        { name: "attachment_resource", columns: ["district_id", "message_id", "resource_key"], unique: true },
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("attachment");
  }
}
