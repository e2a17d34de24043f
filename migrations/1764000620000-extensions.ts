import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, day, json, maybe, text, whole } from "./columns.ts";

/** Days that move beside the printed one, requests for more time, and why a task was cancelled. */
export class Extensions1764000620000 implements MigrationInterface {
  name = "Extensions1764000620000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "task", {
      moved_to: maybe(day()),
      extension: maybe(json()),
      times_extended: { ...whole(), default: 0 },
      cancel_reason: maybe(text()),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns("task", ["moved_to", "extension", "times_extended", "cancel_reason"]);
  }
}
