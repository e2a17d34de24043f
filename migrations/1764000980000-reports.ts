import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, createTable, id, instant, json, key, maybe, millis, whole } from "./columns.ts";

/**
 * Reports that are written once: a unit's own words beside the ledger's figures, each version with its document, and what
 * the ledger said when a report was opened last.
 */
export class Reports1764000980000 implements MigrationInterface {
  name = "Reports1764000980000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "task", { paper: maybe(json()) });
    await createTable(
      runner,
      "report_paper",
      {
        id: id(),
        district_id: key(),
        campaign: key(),
        kind: key(16),
        state: key(16),
        subject: key(80),
        number: whole(),
        content: json(),
        content_hash: key(64),
        by_person: key(36),
        at: instant(),
        document_name: key(120),
        sha256: maybe(key(64)),
        visible_at: millis(),
        token: maybe(key(36)),
        attempts: whole(),
      },
      [
        { name: "report_paper_subject", columns: ["district_id", "subject", "kind", "number"] },
        { name: "report_paper_state", columns: ["district_id", "state"] },
      ],
    );
    await createTable(runner, "report_ledger", { id: id(), district_id: key(), shown: json() });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("report_ledger");
    await runner.dropTable("report_paper");
    await runner.dropColumn("task", "paper");
  }
}
