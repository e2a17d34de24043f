import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { addColumns, day, flag, instant, maybe } from "./columns.ts";

const ASKS = { name: "hazard_asks", columnNames: ["district_id", "campaign", "asks"] };
const PAST = { requested_at: maybe(instant()), verified_on: maybe(day()) };

/** What asks an answer is found without reading all that is open; since when something waited can be had again of a past day. */
export class Asks1764001000000 implements MigrationInterface {
  name = "Asks1764001000000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "hazard", { asks: maybe(flag()) });
    // Rather one too many: whoever reads them looks closer, and the next save of each says it.
    await runner.query(
      `UPDATE hazard SET asks = CASE WHEN asks_office = 1 OR asked_unit IS NOT NULL OR is_extending = 1
        OR (plan IS NOT NULL AND plan_owed_since IS NOT NULL) THEN 1 ELSE 0 END`,
    );
    await runner.createIndex("hazard", new TableIndex(ASKS));
    await addColumns(runner, "hazard_past", PAST);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of Object.keys(PAST)) await runner.dropColumn("hazard_past", column);
    await runner.dropIndex("hazard", ASKS.name);
    await runner.dropColumn("hazard", "asks");
  }
}
