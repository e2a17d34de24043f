import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, flag, id, instant, json, key, maybe, millis, primary, text, whole } from "./columns.ts";

/** Inbox, outbox, occurrences, leases, marks. */
export class Jobs1764000200000 implements MigrationInterface {
  name = "Jobs1764000200000";

  async up(runner: QueryRunner): Promise<void> {
    await createInbox(runner);
    await createOutbox(runner);
    await createTable(runner, "occurrence", {
      district_id: primary(key()),
      kind: primary(key(24)),
      occurs_on: primary(key(10)),
      key: primary(key(120)),
      fired_at: instant(),
    });
    await createTable(runner, "lease", {
      district_id: primary(key()),
      name: primary(key(40)),
      holder: key(36),
      until_ms: millis(),
    });
    await createTable(runner, "mark", {
      district_id: primary(key()),
      name: primary(key(40)),
      at_ms: millis(),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["mark", "lease", "occurrence", "outbox", "inbox"]) await runner.dropTable(table);
  }
}

const createInbox = (runner: QueryRunner) =>
  createTable(
    runner,
    "inbox",
    {
      id: id(),
      district_id: key(),
      dedupe_key: key(160),
      kind: key(8),
      sender: key(),
      body: json(),
      state: key(16),
      answer: maybe(json()),
      visible_at: millis(),
      token: maybe(key(36)),
      attempts: whole(),
      received_at: instant(),
      done_at: maybe(instant()),
    },
    [
      { name: "inbox_dedupe_key", columns: ["district_id", "dedupe_key"], unique: true },
      { name: "inbox_due", columns: ["district_id", "state", "visible_at"] },
      { name: "inbox_sender", columns: ["district_id", "sender", "state", "id"] },
    ],
  );

const createOutbox = (runner: QueryRunner) =>
  createTable(
    runner,
    "outbox",
    {
      id: id(),
      district_id: key(),
      campaign: key(),
      idem_key: key(160),
      person_id: maybe(key(36)),
      chat_id: maybe(key(128)),
      subject: key(80),
      frozen: maybe(json()),
      priority: whole(),
      state: key(16),
      want: whole(),
      shown: whole(),
      superseded: flag(),
      open_form: maybe(key(40)),
      shown_form: maybe(key(40)),
      shown_count: maybe(whole()),
      shown_at: maybe(instant()),
      visible_at: millis(),
      token: maybe(key(36)),
      attempts: whole(),
      first_tried_at: maybe(instant()),
      generation: whole(),
      message_id: maybe(key(128)),
      sent_at: maybe(instant()),
      reason: maybe(text()),
      created_at: instant(),
    },
    [
      { name: "outbox_idem_key", columns: ["district_id", "idem_key"], unique: true },
      { name: "outbox_due", columns: ["district_id", "state", "visible_at"] },
      { name: "outbox_subject", columns: ["district_id", "subject", "person_id"] },
      { name: "outbox_message", columns: ["district_id", "message_id"] },
    ],
  );
