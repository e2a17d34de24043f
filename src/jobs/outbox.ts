import { createHash } from "node:crypto";
import { newRowId } from "../db/ids.ts";
import { findRow, findRows, insertRows } from "../db/statements.ts";
import { dayOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { OutboxTable, type OutboxRow } from "./outbox-table.ts";
import { idemKeyOf, type To } from "./idem-key.ts";
import { hasRoom, morningAfter, putOff } from "./budget.ts";
import { mayRingAt } from "./quiet.ts";
import { isThere, isUnsent, raise, supersede } from "./show.ts";

/** 0 an answer to the reader's own act · 1 a deadline or a decision · 2 a digest · 3 a notice. */
export type Priority = 0 | 1 | 2 | 3;

export type PostOptions = {
  /** What makes this post another intent than the last one on the subject: `issued`, `returned:2`. */
  key: string;
  priority?: Priority;
  /** An answer to what the reader just did passes quiet hours. */
  own?: boolean;
  frozen?: object;
  /** Ring not before this instant. */
  at?: Date;
  /** How it stands to its reader's budget of the day: within it, counted though it is spent, or apart from it. */
  budget?: "within" | "counted" | "apart";
  /** Rings urgently in the app (加急). */
  urgent?: boolean;
};

const place = (to: To) =>
  "person" in to ? { personId: to.person, chatId: null } : { personId: null, chatId: to.chat };

/**
 * Sends a new card, which rings; the receiver's older cards on the subject turn grey: at once, or, when it waits for its
 * hour, as soon as it is there. Answers when it will go out.
 */
export async function post(turn: Turn, to: To, subject: string, options: PostOptions): Promise<Date> {
  const { tx, district: districtId } = turn;
  const { personId, chatId } = place(to);
  const idemKey = idemKeyOf(to, subject, options);
  const known = await findRow(tx, OutboxTable, { districtId, idemKey });
  if (known) return new Date(known.visibleAt);

  const { key: campaign } = turn.campaign;
  const mine = await findRows(tx, OutboxTable, {
    districtId,
    campaign,
    subject,
    personId,
    chatId,
    superseded: false,
  });
  const ring = await ringOf(
    turn,
    subject,
    to,
    options,
    mine.filter((row) => isUnsent(row, turn.now)),
  );
  if (ring.isPutOff && personId) {
    await putOff(turn, personId, subject);
    return ring.ringsAt;
  }
  const waits = ring.ringsAt > turn.now;
  await supersede(
    turn,
    mine.filter((row) => !waits || !isThere(row)),
  );
  raise(turn, { id: mine.filter(isThere).map((row) => row.id) });
  await insertRows(tx, OutboxTable, [rowOf(turn, to, subject, options, ring)]);
  return ring.ringsAt;
}

type Ring = { ringsAt: Date; ringsOn: Day | null };

/** A card that is to leave, as its row begins. */
export function rowOf(
  turn: Turn,
  to: To,
  subject: string,
  options: PostOptions,
  { ringsAt, ringsOn }: Ring,
): OutboxRow {
  const { priority = 1, frozen = null, urgent = false } = options;
  return {
    id: newRowId(turn.now),
    districtId: turn.district,
    campaign: turn.campaign.key,
    idemKey: idemKeyOf(to, subject, options),
    ...place(to),
    subject,
    frozen,
    priority,
    state: "waiting",
    want: 1,
    shown: 0,
    superseded: false,
    openForm: null,
    shownForm: null,
    shownCount: null,
    shownAt: null,
    visibleAt: ringsAt.getTime(),
    token: null,
    attempts: 0,
    firstTriedAt: null,
    generation: 0,
    messageId: null,
    sentAt: null,
    reason: null,
    trouble: null,
    toldAt: null,
    ringsOn,
    urgent: urgent || null,
    createdAt: turn.now,
  };
}

/** What a tray lists can wait for its next morning; anything else rings then by itself. */
const ON_TRAYS = /^(task|hazard):/;

/** When it rings, and on which day's budget; cards that give way to it have no place there any more. */
export async function ringOf(
  turn: Turn,
  subject: string,
  to: To,
  { own, at = turn.now, budget }: PostOptions,
  givingWay: readonly OutboxRow[] = [],
) {
  const free = {
    ringsAt: own ? at : mayRingAt(at, turn.campaign, turn.calendar),
    ringsOn: null,
    isPutOff: false,
  };
  if (own || budget === "apart" || !("person" in to)) return free;
  const dayIn = (instant: Date): Day => dayOf(instant, turn.campaign.district.timezone);
  let { ringsAt } = free;
  if (budget === "counted") return { ...free, ringsOn: dayIn(ringsAt) };
  while (!(await hasRoom(turn, to.person, ringsAt, givingWay))) {
    ringsAt = morningAfter(turn, ringsAt);
    if (ON_TRAYS.test(subject)) return { ringsAt, ringsOn: null, isPutOff: true };
  }
  return { ringsAt, ringsOn: dayIn(ringsAt), isPutOff: false };
}

/** A person's one card on a subject: rings when it turns from empty, else follows silently. */
export async function nudge(
  turn: Turn,
  person: string,
  subject: string,
  intent: string,
): Promise<Date | null> {
  const cards = await findRows(turn.tx, OutboxTable, {
    districtId: turn.district,
    campaign: turn.campaign.key,
    subject,
    personId: person,
    superseded: false,
  });
  // While one waits for its hour, the one before it is there too.
  const card = cards.find((row) => !isThere(row) && row.state !== "parked") ?? cards[0];
  const isNews = !card || card.shownCount === 0 || agesSoon(card.sentAt, turn.now);
  if (isNews) return post(turn, { person }, subject, { key: intent });
  raise(turn, { id: cards.map(({ id }) => id) });
  return null;
}

const DAY_MS = 24 * 60 * 60_000;
/** A card can be pressed and changed for fourteen days (CONTRACT §0.5). */
export const CARD_LIFE_MS = 14 * DAY_MS;

/** Two days before its end a card that is pushed again is sent anew. */
const agesSoon = (sentAt: Date | null, now: Date): boolean =>
  sentAt !== null && now.getTime() - sentAt.getTime() > CARD_LIFE_MS - 2 * DAY_MS;

/** The same for one intent and generation, whoever sends it and however often: at most 50 characters. */
export const uuidOf = (idemKey: string, generation: number): string =>
  createHash("sha256").update(`${idemKey}#${generation}`).digest("hex").slice(0, 40);
