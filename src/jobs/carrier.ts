import type { EntityManager } from "typeorm";
import type { Card } from "../../cards/elements.ts";
import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import type { Log } from "../log.ts";
import type { Drawn, FileToSend } from "../turn.ts";
import type { Failure } from "./outcome.ts";
import type { OutboxRow } from "./outbox-table.ts";

/** Where a card goes. */
export type Address = { openId: string } | { chatId: string };

/** What Feishu says of a message that it took. */
export type Sent = { messageId: string; chatId: string | null };

type Delivered<Value> = Promise<{ ok: true; value: Value } | { ok: false; error: Failure }>;

/** The requests the sender makes. */
export type Carrier = {
  send(to: Address, card: Card, uuid: string): Delivered<Sent>;
  /** A file instead of a card. */
  sendFile(to: Address, file: FileToSend, uuid: string): Delivered<Sent>;
  /** Makes a message that was sent to a person urgent in the app (加急). */
  urge(messageId: string, openId: string): Delivered<unknown>;
  patch(messageId: string, card: Card): Delivered<unknown>;
  /** The message of a chat that carries a marker; `null` when all of that time was read and none does. */
  find(chatId: string, marker: string, since: Date, until: Date): Delivered<string | null>;
};

/** A row's card as of now, where it goes, and until when it may not ring there; `null` when there is nothing to show. */
export type DrawRow = (row: OutboxRow) => Promise<(Ready & { restsUntil: Date | null }) | null>;

/** A card or document with all that it takes to bring it out. */
export type Ready = Omit<Drawn, "file"> & { to: Address; file?: FileToSend };

export type SenderParts = {
  door: Door;
  districts: readonly string[];
  carrier: Carrier;
  draw: DrawRow;
  /** Posts a fresh card in the place of one that can soon no longer be changed; answers when to look at the old one next, or `null` while the fresh one waits for its hour. */
  renew: (row: OutboxRow) => Promise<Date | null>;
  /** A card has arrived with a person: their chat is remembered, so that it can be read back, and whether they read it. */
  learn: (tx: EntityManager, row: OutboxRow, sent: Sent, at: Date) => Promise<void>;
  /** A person's chat with the bot, as far as it is known. */
  chatOf: (tx: EntityManager, row: OutboxRow) => Promise<string | null>;
  clock: Clock;
  log: Log;
  instance: string;
  /** How long a lane and a card are held by one that may have died, in milliseconds. */
  leaseMs: number;
};

export type Progress = {
  worked: number;
  /** When the next card may be sent, in milliseconds; `null` when none waits. */
  nextAt: number | null;
};
