import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, flag, id, instant, json, key, maybe, millis, text, whole } from "./columns.ts";

/** Bulletins: figures at a cut-off, the office's words, who approved them, and the document that was sent. */
export class Bulletins1764000910000 implements MigrationInterface {
  name = "Bulletins1764000910000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "bulletin",
      {
        id: id(),
        district_id: key(),
        campaign: key(),
        state: key(16),
        causes: json(),
        figures: json(),
        situation: text(),
        practice: text(),
        demands: text(),
        correction: text(),
        corrects: maybe(key(36)),
        year: maybe(whole()),
        number: maybe(whole()),
        submitted_by: maybe(key(36)),
        submitted_at: maybe(instant()),
        return_reason: text(),
        approved_by: maybe(key(36)),
        approved_at: maybe(instant()),
        is_alone: flag(),
        made_at: instant(),
        version: whole(),
        document_name: key(120),
        sha256: maybe(key(64)),
        card: maybe(json()),
        visible_at: millis(),
        token: maybe(key(36)),
        attempts: whole(),
      },
      [
        { name: "bulletin_number", columns: ["district_id", "year", "number"], unique: true },
        { name: "bulletin_state", columns: ["district_id", "campaign", "state"] },
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("bulletin");
  }
}
