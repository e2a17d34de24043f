import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, day, flag, id, instant, json, key, maybe, text, whole } from "./columns.ts";

/** Tasks, and replies in words that wait for a yes. */
export class Tasks1764000050000 implements MigrationInterface {
  name = "Tasks1764000050000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "task",
      {
        id: id(),
        district_id: key(),
        campaign: key(),
        phase: key(32),
        duty: key(32),
        unit: key(32),
        year: whole(),
        number: whole(),
        title: key(),
        state: key(16),
        due_on: day(),
        new_due_on: maybe(day()),
        percent: maybe(whole()),
        figures: json(),
        text: text(),
        next_step: text(),
        asked_lower: maybe(json()),
        issued_at: instant(),
        signed_at: maybe(instant()),
        signed_by: maybe(key(36)),
        first_submitted_at: maybe(instant()),
        late: flag(),
        submitted_at: maybe(instant()),
        submitted_by: maybe(key(36)),
        times_returned: whole(),
        return_reason: maybe(text()),
        reviewed_at: maybe(instant()),
        reviewed_by: maybe(key(36)),
        version: whole(),
      },
      [
        { name: "task_owed", columns: ["district_id", "campaign", "duty", "unit"], unique: true },
        { name: "task_number", columns: ["district_id", "year", "number"], unique: true },
        { name: "task_state", columns: ["district_id", "campaign", "state"] },
      ],
    );
    await createTable(
      runner,
      "report_note",
      {
        id: id(),
        district_id: key(),
        task_id: key(36),
        by_person: key(36),
        said: text(),
        understood: json(),
        state: key(16),
        at: instant(),
      },
      [{ name: "report_note_task", columns: ["district_id", "task_id"] }],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["report_note", "task"]) await runner.dropTable(table);
  }
}
