import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";

const index = (name: string, columnNames: string[]) => new TableIndex({ name, columnNames });
const LANE = index("outbox_lane", ["district_id", "state", "message_id", "priority", "visible_at", "id"]);
const QUEUE = index("outbox_queue", ["district_id", "state", "priority", "visible_at", "id"]);

/** Each lane finds its most urgent cards without looking at all that wait. */
export class LaneQueue1764000690000 implements MigrationInterface {
  name = "LaneQueue1764000690000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex("outbox", LANE);
    await runner.dropIndex("outbox", QUEUE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createIndex("outbox", QUEUE);
    await runner.dropIndex("outbox", LANE);
  }
}
