import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";

const GROUPS = ["district_id", "campaign", "state", "lead_unit", "focus_point"];
const LIGHTS = ["due_on", "times_returned", "times_refused", "grade", "assigned_on", "plan_owed_since"];
const COLUMNS = [...GROUPS, ...LIGHTS, "is_extending"];

async function reindex(runner: QueryRunner, columnNames: string[]): Promise<void> {
  await runner.dropIndex("hazard", "hazard_figures");
  await runner.createIndex("hazard", new TableIndex({ name: "hazard_figures", columnNames }));
}

/** A unit's light also asks how much was struck off by its day: counted within the index, like the rest. */
export class UnitLights1764000930000 implements MigrationInterface {
  name = "UnitLights1764000930000";

  up(runner: QueryRunner): Promise<void> {
    return reindex(runner, [...COLUMNS, "closed_at"]);
  }

  down(runner: QueryRunner): Promise<void> {
    return reindex(runner, COLUMNS);
  }
}
