import { createPool, type Pool } from "mysql2/promise";
import type { App } from "../src/app.ts";
import { newRowId } from "../src/db/ids.ts";
import { withBot } from "./app.ts";
import { withDatabase } from "./database.ts";
import { inPairs, secondsOf, type Options, type Result } from "./measure.ts";
import type { Card } from "./requests.ts";

const PRESSES = 600;
const AT_ONCE = 16;
const UNITS = 200;

/** Does something so often, sixteen at once; answers how often a second. */
async function rateOf(count: number, one: (at: number) => Promise<void>): Promise<number> {
  let next = 0;
  const worker = async () => {
    for (;;) {
      const at = next;
      next += 1;
      if (at >= count) return;
      await one(at);
    }
  };
  const seconds = await secondsOf(() => Promise.all(Array.from({ length: AT_ONCE }, worker)));
  return count / seconds;
}

const WRITES = [
  "INSERT INTO raw_inbox (id, dedupe_key, body, answer) VALUES (?, ?, ?, ?)",
  "UPDATE raw_task SET percent = 60, version = version + 1 WHERE id = ?",
  "INSERT INTO raw_history (id, subject, words) VALUES (?, ?, ?)",
  "UPDATE raw_outbox SET want = want + 1, state = 'waiting' WHERE id = ?",
];

/** Tables of the same shape, without ours, so that nothing of the bot's is disturbed. */
async function prepareRaw(pool: Pool): Promise<void> {
  await pool.query(
    "CREATE TABLE raw_inbox (id CHAR(36) PRIMARY KEY, dedupe_key VARCHAR(160) UNIQUE, body JSON, answer JSON)",
  );
  await pool.query("CREATE TABLE raw_task (id INT PRIMARY KEY, percent INT, version INT)");
  await pool.query(
    "CREATE TABLE raw_history (id CHAR(36) PRIMARY KEY, subject VARCHAR(80), words TEXT, INDEX (subject))",
  );
  await pool.query("CREATE TABLE raw_outbox (id INT PRIMARY KEY, want INT, state VARCHAR(16))");
  for (let id = 0; id < UNITS; id += 1) {
    await pool.query("INSERT INTO raw_task VALUES (?, 0, 1)", [id]);
    await pool.query("INSERT INTO raw_outbox VALUES (?, 1, 'sent')", [id]);
  }
}

/** The four writes of a press on the bare driver, in one commit. */
async function applyRaw(pool: Pool, at: number): Promise<void> {
  const id = newRowId(new Date(at));
  const body = JSON.stringify({ percent: "60", text: "按计划推进" });
  const values = [
    [id, id, body, body],
    [at % UNITS],
    [id, `task:${at % UNITS}`, "提交进展：60%"],
    [at % UNITS],
  ];
  const connection = await pool.getConnection();
  await connection.beginTransaction();
  for (const [place, sql] of WRITES.entries()) await connection.query(sql, values[place]);
  await connection.commit();
  connection.release();
}

let pressed = 0;
/** Pressed, and told to look again: the budget was over. */
let undone = 0;

/** A report on a card, from the envelope to its answer, without HTTP and gate. */
async function applyOurs({ receive }: App, card: Card): Promise<void> {
  pressed += 1;
  const value = { v: 1, act: "task.report", id: card.taskId, rev: card.rev };
  card.rev += 1;
  const answer = await receive({
    eventId: `apply-${pressed}`,
    type: "card.action.trigger",
    body: {
      operator: { open_id: card.openId },
      action: {
        tag: "button",
        name: "go_task_report",
        value,
        form_value: { percent: "60", text: "按计划推进" },
      },
      context: { open_message_id: card.messageId, open_chat_id: "oc_bench" },
    },
  });
  if (!JSON.stringify(answer).includes('"type":"success"')) undone += 1;
}

/** Our command through the door beside the same four writes on the bare driver. */
export const apply = (options: Options): Promise<Result> =>
  withDatabase((url) =>
    withBot(url, UNITS, async (app, cards) => {
      const pool = createPool({ uri: url, connectionLimit: AT_ONCE });
      await prepareRaw(pool);
      const count = options.smoke ? 50 : PRESSES;
      const measured = await inPairs(
        () => rateOf(count, (at) => applyRaw(pool, at)),
        () => rateOf(count, (at) => applyOurs(app, cards[at % cards.length]!)),
        options,
      );
      await pool.end();
      const { a: raw_per_s, b: ours_per_s, ...rest } = measured;
      return {
        bench: "apply",
        raw_per_s,
        ours_per_s,
        ...rest,
        undone,
        must: "reported; ratio ≥ 0.4 is aimed at",
        holds: null,
      };
    }),
  );
