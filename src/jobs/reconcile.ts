import type { EntityManager } from "typeorm";
import { LessThanOrEqual } from "typeorm";
import { markerOf } from "../../cards/marker.ts";
import { newRowId } from "../db/ids.ts";
import { findBy } from "../db/statements.ts";
import { messageOfAttempts } from "./attempts.ts";
import type { SenderParts } from "./carrier.ts";
import { changeHeld, type CardChange } from "./claim.ts";
import { RETIRED } from "./outcome.ts";
import { uuidOf } from "./outbox.ts";
import { OutboxTable, type OutboxRow } from "./outbox-table.ts";
import { takePlace } from "./show.ts";
import { trace } from "./trace.ts";

const AT_ONCE = 4;
const MINUTE_MS = 60_000;
const AGAIN_MS = 5 * MINUTE_MS;
const PASSING = new Set(["wait", "again", "token", "stop"]);

/** Where an uncertain card was looked for: found, surely not there, not to be known, or to be looked for again. */
type Seen = { messageId: string } | "absent" | "unknown" | "later";

/** Looks up cards of which nobody knows whether they arrived, by reading their chat back (RELIABILITY §3.3). */
export function openReconcile(parts: SenderParts): () => Promise<number> {
  const { door, districts, clock, leaseMs } = parts;

  return async () => {
    const now = clock.now();
    const rows = await door((tx) => Promise.all(districts.map((each) => uncertain(tx, each, now))));
    let worked = 0;
    for (const row of rows.flat()) {
      const token = newRowId(now);
      if (!(await door((tx) => claim(tx, row, token, now, leaseMs)))) continue;
      const seen = await look(parts, row);
      await door((tx) => settle(tx, parts, { row, token }, seen));
      trace("reconciled", { row: row.id });
      worked += 1;
    }
    return worked;
  };
}

const uncertain = (tx: EntityManager, districtId: string, now: Date): Promise<OutboxRow[]> =>
  findBy(
    tx,
    OutboxTable,
    `district_id = ? AND state = 'uncertain' AND (trouble IS NULL OR trouble <> 'unknown') AND visible_at <= ?
     ORDER BY visible_at LIMIT ${AT_ONCE}`,
    [districtId, now.getTime()],
  );

async function claim(tx: EntityManager, { districtId, id }: OutboxRow, token: string, now: Date, ms: number) {
  const claimed = await tx
    .getRepository(OutboxTable)
    .update(
      { districtId, id, state: "uncertain", visibleAt: LessThanOrEqual(now.getTime()) },
      { visibleAt: now.getTime() + ms, token },
    );
  return Boolean(claimed.affected);
}

async function look({ door, carrier, chatOf, clock }: SenderParts, row: OutboxRow): Promise<Seen> {
  const known = await door((tx) => messageOfAttempts(tx, row));
  if (known) return { messageId: known };
  const chatId = row.chatId ?? (await door((tx) => chatOf(tx, row)));
  if (!chatId) return "unknown";
  const triedAt = (row.firstTriedAt ?? clock.now()).getTime();
  const marker = markerOf(uuidOf(row.idemKey, row.generation));
  const answer = await carrier.find(chatId, marker, new Date(triedAt - MINUTE_MS), clock.now());
  if (!answer.ok) return PASSING.has(answer.error.class) ? "later" : "unknown";
  return answer.value === null ? "absent" : { messageId: answer.value };
}

/** A card that was found has arrived: from now on it is asked whether it was read. */
async function settle(
  tx: EntityManager,
  { clock, learn }: SenderParts,
  { row, token }: { row: OutboxRow; token: string },
  seen: Seen,
): Promise<void> {
  const now = clock.now();
  const isKept = await changeHeld(tx, row, token, { ...settled(row, seen, now), token: null });
  if (!isKept || typeof seen !== "object") return;
  await takePlace(tx, row, now);
  if (row.personId) await learn(tx, row, { ...seen, chatId: null }, row.firstTriedAt ?? now);
}

const ASK = "不知道是否已经发出，也读不到那个群的消息。请看群里有没有，没有的请人工补发。";

/**
 * Found is sent; surely absent is sent anew. Not to be known: a group's card is left to a person, since two of it
 * would be read by everybody; a person's card is repeated and says so.
 */
function settled(row: OutboxRow, seen: Seen, now: Date): CardChange {
  const at = now.getTime();
  if (seen === "later") return { visibleAt: at + AGAIN_MS };
  if (typeof seen === "object") {
    const { messageId } = seen;
    const change = { state: "waiting" as const, visibleAt: at, messageId, sentAt: row.firstTriedAt };
    return { ...change, firstTriedAt: null, attempts: 0, reason: null };
  }
  if (row.superseded) return RETIRED;
  const anew = { state: "waiting" as const, visibleAt: at, generation: row.generation + 1 };
  if (seen === "absent") return { ...anew, firstTriedAt: null, attempts: 0, reason: null };
  if (row.chatId) return { trouble: "unknown", reason: ASK };
  return { ...anew, firstTriedAt: null, attempts: 0, trouble: "repeated" };
}
