import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { addColumns, createTable, id, key, maybe, millis, primary, whole } from "./columns.ts";

/** Every try at Feishu, what became of cards that did not arrive, and the chain over the history. */
export class Reliability1764000500000 implements MigrationInterface {
  name = "Reliability1764000500000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "attempt",
      {
        id: id(),
        district_id: key(),
        lane: key(8),
        card_id: key(36),
        target: key(128),
        generation: whole(),
        at_ms: millis(),
        ended_ms: maybe(millis()),
        outcome: maybe(key(40)),
        message_id: maybe(key(128)),
      },
      [
        { name: "attempt_lane", columns: ["district_id", "lane", "at_ms"] },
        { name: "attempt_card", columns: ["district_id", "card_id", "at_ms"] },
      ],
    );
    await addColumns(runner, "outbox", {
      trouble: maybe(key(16)),
      told_ms: maybe(millis()),
    });
    await runner.createIndex(
      "outbox",
      new TableIndex({
        name: "outbox_queue",
        columnNames: ["district_id", "state", "priority", "visible_at", "id"],
      }),
    );
    await addColumns(runner, "person", { chat_id: maybe(key(128)) });
    await createTable(runner, "chain", { district_id: primary(key()), length: whole(), head: key(64) });
    await addColumns(runner, "history", {
      position: maybe(whole()),
      hash: maybe(key(64)),
      source: maybe(key(128)),
    });
    await runner.createIndex(
      "history",
      new TableIndex({
        name: "history_position",
        columnNames: ["district_id", "position"],
        isUnique: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("history", "history_position");
    await runner.dropColumns("history", ["position", "hash", "source"]);
    await runner.dropTable("chain");
    await runner.dropColumn("person", "chat_id");
    await runner.dropIndex("outbox", "outbox_queue");
    await runner.dropColumns("outbox", ["trouble", "told_ms"]);
    await runner.dropTable("attempt");
  }
}
