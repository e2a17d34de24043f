import type { EntityManager } from "typeorm";
import type { Card } from "../cards/elements.ts";
import type { Calendar } from "./campaign/calendar.ts";
import type { Campaign, SeatName } from "./campaign/definition.ts";
import type { Day } from "./dates.ts";

/** One thing handled in one transaction at one moment. */
export type Turn = {
  tx: EntityManager;
  /** Leads every key: no row of another district is ever read. */
  district: string;
  campaign: Campaign;
  calendar: Calendar;
  now: Date;
  today: Day;
  /** What set it off: `click:…`, `event:…` or `clock`. */
  source: string;
};

/** A seat that somebody holds: a unit key, or `office` or `meeting`. */
export type SeatHeld = { unit: string; seat: SeatName };

/** A Feishu user as this district knows them. */
export type Person = {
  id: string;
  openId: string;
  name: string;
  seats: readonly SeatHeld[];
  /** Whom they cover today: what those took is theirs meanwhile. */
  covers?: readonly string[];
};

/** A button or form that a person sent back, its form already parsed. */
export type CardReply<Form = Record<string, never>> = {
  by: Person;
  /** The row the card is about. */
  id: string;
  /** The version the card showed. */
  rev: number;
  form: Form;
  /** The outbox row of the card that was pressed. */
  copyId: string;
};

/** What a person is told at once; the pressed card is drawn again from the new state. */
export type Answer = {
  toast: string;
  tone?: "success" | "info" | "warning" | "error";
  /** The form this reader's copy turns to; `null` closes it. Left out: a finished act closes it. */
  form?: string | null;
  /** The form comes back as it was sent: it is asked to be sent once more. */
  keeps?: boolean;
  /** The pressed card is about this from now on. */
  subject?: string;
};

/** Whoever looks at a card, and what their own copy of it remembers. */
export type Viewer = {
  /** `null` for a group. */
  person: Person | null;
  /** The form this copy was turned to. */
  form: string | null;
  /** What the card shows when it is not the present state. */
  frozen: object | null;
};

/** A document as it leaves. */
export type FileToSend = { name: string; bytes: Uint8Array };

/** A document that lies in the files' store under its hash. */
export type KeptFile = { name: string; sha256: string };

/** A subject's card as of now. */
export type Drawn = {
  card: Card;
  /** The form on it, if any: while it is open, the copy is left alone. */
  form?: string | null;
  /** Sent in the card's place: it is never changed afterwards. */
  file?: FileToSend | KeptFile;
  /** How many items it lists: a queue rings when it turns from empty. */
  count?: number;
};

/** Draws a subject's card for one viewer; `null` when there is nothing (any more) to show. */
export type Draw = (turn: Turn, id: string, viewer: Viewer) => Promise<Drawn | null>;
