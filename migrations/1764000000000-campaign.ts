import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, id, instant, json, key, maybe, primary, text, whole } from "./columns.ts";

/** People, seats, numbers and history. */
export class Campaign1764000000000 implements MigrationInterface {
  name = "Campaign1764000000000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "person", { id: id(), district_id: key(), open_id: key(), name: key() }, [
      { name: "person_open_id", columns: ["district_id", "open_id"], unique: true },
    ]);
    await createTable(
      runner,
      "seat",
      {
        id: id(),
        district_id: key(),
        unit: key(32),
        seat: key(32),
        person_id: key(36),
        title: key(),
        since_at: instant(),
        until_at: maybe(instant()),
      },
      [
        { name: "seat_unit", columns: ["district_id", "unit", "seat"] },
        { name: "seat_person", columns: ["district_id", "person_id"] },
      ],
    );
    await createTable(runner, "counter", {
      district_id: primary(key()),
      kind: primary(key(16)),
      year: primary(whole()),
      last: whole(),
    });
    await createTable(
      runner,
      "history",
      {
        id: id(),
        district_id: key(),
        subject: key(80),
        at: instant(),
        by_person: maybe(key(36)),
        act: key(40),
        words: text(),
        details: maybe(json()),
      },
      [{ name: "history_subject", columns: ["district_id", "subject", "id"] }],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["history", "counter", "seat", "person"]) await runner.dropTable(table);
  }
}
