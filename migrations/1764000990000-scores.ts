import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, day, flag, id, instant, json, key, maybe, millis, whole } from "./columns.ts";

/** The yearly score: what each unit's year came to, its objection, and every line behind it. */
export class Scores1764000990000 implements MigrationInterface {
  name = "Scores1764000990000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "score",
      {
        id: id(),
        district_id: key(),
        campaign: key(),
        score_id: key(36),
        year: whole(),
        unit: key(32),
        state: key(16),
        is_trial: flag(),
        last_on: day(),
        base: whole(),
        weights: json(),
        points: whole(),
        lines: whole(),
        reached: maybe(key(36)),
        sums: json(),
        found: whole(),
        checked: maybe(whole()),
        objection: maybe(json()),
        is_objecting: flag(),
        asked_by: key(36),
        made_at: instant(),
        published_by: maybe(key(36)),
        published_at: maybe(instant()),
        object_by: maybe(day()),
        frozen_by: maybe(key(36)),
        frozen_at: maybe(instant()),
        visible_at: millis(),
        attempts: whole(),
        version: whole(),
      },
      [
        { name: "score_unit", columns: ["district_id", "score_id", "unit"], unique: true },
        { name: "score_state", columns: ["district_id", "campaign", "unit", "state"] },
        { name: "score_waiting", columns: ["district_id", "state", "visible_at"] },
      ],
    );
    await createTable(
      runner,
      "score_line",
      {
        id: id(),
        district_id: key(),
        score_id: key(36),
        unit: key(32),
        number: whole(),
        kind: key(16),
        occurs_on: day(),
        times: whole(),
        points: whole(),
        subject: key(80),
        code: key(40),
        words: key(200),
        is_struck: flag(),
        version: whole(),
      },
      [
        { name: "score_line_number", columns: ["district_id", "score_id", "unit", "number"], unique: true },
        { name: "score_line_kind", columns: ["district_id", "score_id", "unit", "kind", "number"] },
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("score_line");
    await runner.dropTable("score");
  }
}
