import type { Card } from "../../cards/elements.ts";
import { checkCard } from "../../cards/check.ts";
import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import { newRowId } from "../db/ids.ts";
import { inBrief, type Log } from "../log.ts";
import type { Drawn } from "../turn.ts";
import { changeHeld, claimCard, dueCards, letRest, nextDueAt, settleShown } from "./claim.ts";
import { takeLease } from "./leases.ts";
import { outcomeOf, RETIRED, type Failure } from "./outcome.ts";
import { CARD_LIFE_MS, uuidOf } from "./outbox.ts";
import { type OutboxRow } from "./outbox-table.ts";
import { openRate } from "./rate.ts";
import { trace } from "./trace.ts";

const AT_ONCE = 8;
const FORM_REST_MS = 30 * 60_000;
/** A card that cannot be drawn is no outage: it is tried a few times and then shown to the operator. */
const OWN_FAULT = -1;
const UUID_LIFE_MS = 55 * 60_000;

/** Where a card goes. */
export type Address = { openId: string } | { chatId: string };

type Delivered<Value> = Promise<{ ok: true; value: Value } | { ok: false; error: Failure }>;

/** The two requests the sender makes. */
export type Carrier = {
  send(to: Address, card: Card, uuid: string): Delivered<{ messageId: string }>;
  patch(messageId: string, card: Card): Delivered<unknown>;
};

/** A row's card as of now, and where it goes; `null` when there is nothing to show. */
export type DrawRow = (row: OutboxRow) => Promise<(Drawn & { to: Address }) | null>;

export type SenderParts = {
  door: Door;
  districts: readonly string[];
  carrier: Carrier;
  draw: DrawRow;
  clock: Clock;
  log: Log;
  instance: string;
};

export type Progress = {
  worked: number;
  /** When the next card may be sent, in milliseconds; `null` when none waits. */
  nextAt: number | null;
};

/** One pass of the app's one sender: claims what is due, draws it as it is now, delivers it, keeps what came of it. */
export function openSender(parts: SenderParts): () => Promise<Progress> {
  const { door, districts, clock } = parts;
  const rate = openRate();

  return async () => {
    const lease = { districtId: "app", name: "sender", holder: parts.instance };
    if (!(await door((tx) => takeLease(tx, lease, clock.now())))) return { worked: 0, nextAt: null };

    const due = await door(async (tx) =>
      (await Promise.all(districts.map((each) => dueCards(tx, each, clock.now())))).flat(),
    );
    let heldBackUntil: number | null = null;
    const batch: OutboxRow[] = [];
    for (const row of due) {
      if (batch.length === AT_ONCE) break;
      const now = clock.now();
      const wait = rate.waitFor(targetOf(row), now);
      if (wait === 0) {
        rate.count(targetOf(row), now);
        batch.push(row);
      } else heldBackUntil = Math.min(heldBackUntil ?? Infinity, now.getTime() + wait);
    }
    await Promise.all(batch.map((row) => deliver(parts, row, rate.hold)));

    const waiting = await door((tx) => Promise.all(districts.map((each) => nextDueAt(tx, each))));
    const next = waiting
      .filter((at): at is number => at !== null)
      .map((at) => Math.max(at, heldBackUntil ?? at));
    return { worked: batch.length, nextAt: next.length ? Math.min(...next) : null };
  };
}

/** What a limit is counted for: the message that is changed, else the receiver. */
const targetOf = (row: OutboxRow): string => row.messageId ?? row.personId ?? row.chatId ?? row.id;

type Hold = (ms: number, now: Date, target?: string) => void;

async function deliver(parts: SenderParts, row: OutboxRow, hold: Hold): Promise<void> {
  const { door, clock, log } = parts;
  const token = newRowId(clock.now());
  if (!(await door((tx) => claimCard(tx, row, token, clock.now())))) return;
  trace("claimed", { row: row.id });
  const held = { ...row, token };
  try {
    await deliverHeld(parts, held, token, hold);
  } catch (error) {
    log.error("card not delivered", { row: row.id, subject: row.subject, ...inBrief(error) });
    const attempts = row.attempts + 1;
    const failure = { class: "again", code: OWN_FAULT, message: inBrief(error).message } as const;
    const change = outcomeOf(failure, attempts, row, clock.now());
    await door((tx) => changeHeld(tx, row, token, { attempts, ...change, token: null }));
  }
}

async function deliverHeld(parts: SenderParts, row: OutboxRow, token: string, hold: Hold): Promise<void> {
  const { door, clock, draw, log } = parts;
  const now = clock.now();
  if (row.sentAt && now.getTime() - row.sentAt.getTime() > CARD_LIFE_MS) {
    await door((tx) => changeHeld(tx, row, token, { ...RETIRED, token: null }));
    return;
  }
  const drawn = await draw(row);
  if (!drawn) return door((tx) => settleShown(tx, row, token, {}, now));

  const rest = restUntil(row, drawn.form ?? null);
  if (rest > now.getTime()) {
    await door((tx) => letRest(tx, row, token, rest, now));
    return;
  }
  const mistakes = checkCard(drawn.card);
  if (mistakes.length > 0) {
    log.error("card refused before sending", { row: row.id, subject: row.subject, mistakes });
    const reason = `卡片不合平台规则：${mistakes.join("；")}`.slice(0, 2000);
    await door((tx) => changeHeld(tx, row, token, { state: "parked", reason, token: null }));
    return;
  }
  await attempt(parts, row, token, drawn, hold);
}

async function attempt(
  { door, clock, carrier, log }: SenderParts,
  row: OutboxRow,
  token: string,
  { card, to, form, count }: Drawn & { to: Address },
  hold: Hold,
): Promise<void> {
  const before = clock.now();
  const firstTriedAt = row.firstTriedAt ?? before;
  if (!row.messageId && before.getTime() - firstTriedAt.getTime() > UUID_LIFE_MS) {
    const reason = "不知道是否已发出，超过55分钟不再自动重发，请核对后处理";
    await door((tx) => changeHeld(tx, row, token, { state: "uncertain", reason, token: null }));
    return;
  }
  const attempts = row.attempts + 1;
  if (!(await door((tx) => changeHeld(tx, row, token, { attempts, firstTriedAt })))) return;
  trace("attempt", { row: row.id });

  const answer = row.messageId
    ? await carrier.patch(row.messageId, card)
    : await carrier.send(to, card, uuidOf(row.idemKey, row.generation));
  trace("answered", { row: row.id });
  const now = clock.now();
  if (answer.ok) {
    const sent = messageIdIn(answer.value);
    const first = sent ? { messageId: sent, sentAt: now } : {};
    const shown = { shownForm: form ?? null, shownCount: count ?? null, shownAt: now, firstTriedAt: null };
    await door((tx) => settleShown(tx, row, token, { ...first, ...shown }, now));
    trace("recorded", { row: row.id });
    return;
  }
  const { error } = answer;
  if (error.class === "wait")
    hold(error.retryAfterMs ?? 1_000, now, error.retryAfterMs ? undefined : targetOf(row));
  if (error.class === "stop") hold(60_000, now);
  log.warn("card refused", {
    row: row.id,
    subject: row.subject,
    code: error.code,
    class: error.class,
    said: error.message,
  });
  await door((tx) => changeHeld(tx, row, token, { ...outcomeOf(error, attempts, row, now), token: null }));
}

const messageIdIn = (value: unknown): string | null =>
  typeof value === "object" && value !== null && "messageId" in value && typeof value.messageId === "string"
    ? value.messageId
    : null;

/** A copy on which the same form stays open is left alone for a while: a patch would wipe what is being typed. */
function restUntil(row: OutboxRow, form: string | null): number {
  const keepsForm = row.messageId !== null && form !== null && form === row.shownForm && row.shownAt !== null;
  return keepsForm && row.shownAt ? row.shownAt.getTime() + FORM_REST_MS : 0;
}
