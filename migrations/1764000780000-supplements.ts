import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, flag, json, maybe } from "./columns.ts";

/** What a unit adds after handing in, its figures as they stood at the report and at the phase's end, and nil reports. */
export class Supplements1764000780000 implements MigrationInterface {
  name = "Supplements1764000780000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "task", {
      reported_figures: maybe(json()),
      closing_figures: maybe(json()),
      supplements: maybe(json()),
      is_nil: maybe(flag()),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns("task", ["reported_figures", "closing_figures", "supplements", "is_nil"]);
  }
}
