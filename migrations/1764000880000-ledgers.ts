import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, id, instant, json, key, maybe, millis, primary, whole } from "./columns.ts";

/** Ledgers that were asked for or sent, and the words of imported ones that nothing else has a place for. */
export class Ledgers1764000880000 implements MigrationInterface {
  name = "Ledgers1764000880000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "ledger_job",
      {
        id: id(),
        district_id: key(),
        campaign: key(),
        kind: key(16),
        state: key(16),
        person_id: key(36),
        asked: maybe(json()),
        attachment_id: maybe(key(36)),
        sha256: maybe(key(64)),
        result: maybe(json()),
        version: whole(),
        visible_at: millis(),
        token: maybe(key(36)),
        attempts: whole(),
        created_at: instant(),
      },
      [
        { name: "ledger_job_due", columns: ["district_id", "state", "visible_at"] },
        { name: "ledger_job_file", columns: ["district_id", "sha256"] },
      ],
    );
    await createTable(runner, "ledger_words", {
      district_id: primary(key()),
      hazard_id: primary(key(36)),
      words: json(),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["ledger_words", "ledger_job"]) await runner.dropTable(table);
  }
}
