import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, day, id, instant, json, key, maybe, text, whole } from "./columns.ts";

/** Hazards. */
export class Hazards1764000100000 implements MigrationInterface {
  name = "Hazards1764000100000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "hazard",
      {
        id: id(),
        district_id: key(),
        campaign: key(),
        year: whole(),
        number: whole(),
        state: key(24),
        grade: key(16),
        enterprise: key(120),
        site: key(120),
        description: text(),
        focus_point: key(32),
        category: key(32),
        source: key(32),
        found_on: day(),
        finder: key(36),
        lead_unit: key(32),
        person: key(80),
        due_on: maybe(day()),
        measure: text(),
        assigned_on: maybe(day()),
        first_due_on: maybe(day()),
        funds: key(80),
        emergency_plan: text(),
        progress: text(),
        done: text(),
        finished_on: maybe(day()),
        requested_by: maybe(key(36)),
        requested_at: maybe(instant()),
        verified_by: maybe(key(36)),
        companions: json(),
        verified_on: maybe(day()),
        verify_place: key(120),
        verify_remark: text(),
        closed_at: maybe(instant()),
        closed_by: maybe(key(36)),
        times_returned: whole(),
        times_refused: whole(),
        refusal: text(),
        registered_at: instant(),
        version: whole(),
      },
      [
        { name: "hazard_number", columns: ["district_id", "year", "number"], unique: true },
        { name: "hazard_state", columns: ["district_id", "campaign", "state"] },
        { name: "hazard_unit", columns: ["district_id", "lead_unit", "state"] },
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("hazard");
  }
}
