import { IsNull, type EntityManager } from "typeorm";
import { instantInWords } from "../dates.ts";
import { defineTable, instant, key, maybe, millis, whole } from "../db/define.ts";
import { changeRows, insertRows } from "../db/statements.ts";
import type { OutboxRow } from "../jobs/outbox-table.ts";
import type { Turn } from "../turn.ts";
import { record } from "./history.ts";

/** Whether a push was seen: Feishu tells it at once, or when it is asked within seven days. */
export type Reading = {
  districtId: string;
  cardId: string;
  messageId: string;
  personId: string;
  subject: string;
  sentAt: Date;
  readAt: Date | null;
  via: "event" | "sample" | null;
  /** When to ask next, in milliseconds; `null` once it is known or no longer told. */
  nextAt: number | null;
  tries: number;
};

export const ReadingTable = defineTable<Reading>(
  "reading",
  {
    districtId: { ...key(), primary: true, name: "district_id" },
    cardId: { ...key(36), primary: true, name: "card_id" },
    messageId: { ...key(128), name: "message_id" },
    personId: { ...key(36), name: "person_id" },
    subject: key(80),
    sentAt: { ...instant(), name: "sent_at" },
    readAt: { ...maybe(instant()), name: "read_at" },
    via: maybe(key(8)),
    nextAt: { ...maybe(millis()), name: "next_ms" },
    tries: whole(),
  },
  [
    { name: "reading_due", columns: ["districtId", "nextAt"] },
    { name: "reading_message", columns: ["districtId", "messageId"] },
  ],
);

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** When Feishu is asked, after the push left; it tells for seven days (CONTRACT §2.2). */
const ASKED_AFTER_MS = [HOUR_MS, DAY_MS, 3 * DAY_MS, 6.5 * DAY_MS];
/** An answer to one's own act is no push: nobody has to show that it was read. */
const OWN = 0;

/** The instant of the next question after so many; `null` when the last was asked. */
export const askNextAt = (sentAt: Date, tries: number): number | null => {
  const after = ASKED_AFTER_MS[tries];
  return after === undefined ? null : sentAt.getTime() + after;
};

/** A push has left: from now on it is known whether it was read. */
export async function awaitReading(tx: EntityManager, row: OutboxRow, messageId: string, sentAt: Date) {
  if (!row.personId || row.priority === OWN) return;
  const { districtId, id: cardId, personId, subject } = row;
  const fresh = { messageId, sentAt, nextAt: askNextAt(sentAt, 0), tries: 0 };
  if ((await changeRows(tx, ReadingTable, { districtId, cardId }, fresh)) > 0) return;
  const unread = { districtId, cardId, personId, subject, readAt: null, via: null, ...fresh };
  await insertRows(tx, ReadingTable, [unread]);
}

/** Keeps that its receiver saw a push, once, with a line in the chain that no card lists. */
export async function keepReading(
  turn: Turn,
  messageId: string,
  personId: string,
  seen: { at: Date; via: "event" | "sample" },
): Promise<boolean> {
  const rows = turn.tx.getRepository(ReadingTable);
  const reading = await rows.findOneBy({ districtId: turn.district, messageId, personId });
  if (!reading || reading.readAt) return false;
  const { districtId, cardId, subject, sentAt } = reading;
  const change = { readAt: seen.at, via: seen.via, nextAt: null };
  const kept = await rows.update({ districtId, cardId, readAt: IsNull() }, change);
  if (!kept.affected) return false;
  const zone = turn.campaign.district.timezone;
  record(turn, {
    subject: `read:${subject}`.slice(0, 80),
    by: personId,
    act: "card.read",
    words: `${instantInWords(sentAt, zone)}送达，${instantInWords(seen.at, zone)}已读`,
    details: { cardId, sentAt: sentAt.toISOString(), readAt: seen.at.toISOString(), via: seen.via },
  });
  return true;
}

/** What is known of some pushes, by card. */
export async function readingsOf(turn: Turn, cardIds: readonly string[]): Promise<Map<string, Reading>> {
  if (cardIds.length === 0) return new Map();
  const rows = await turn.tx.getRepository(ReadingTable).find({
    where: cardIds.map((cardId) => ({ districtId: turn.district, cardId })),
  });
  return new Map(rows.map((row) => [row.cardId, row]));
}
