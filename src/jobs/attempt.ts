import { closeAttempt, openAttempt, type LaneName } from "./attempts.ts";
import { changeHeld, settleShown, targetOf } from "./claim.ts";
import { renewLease, type Lease } from "./leases.ts";
import { outcomeOf, type Failure } from "./outcome.ts";
import { uuidOf } from "./outbox.ts";
import type { OutboxRow } from "./outbox-table.ts";
import type { Rate } from "./rate.ts";
import { takePlace } from "./show.ts";
import type { Ready, SenderParts, Sent } from "./carrier.ts";
import { trace } from "./trace.ts";

/** Five minutes before Feishu forgets a `uuid`, it is no longer used (CONTRACT §0.10). */
const UUID_LIFE_MS = 55 * 60_000;
const UNKNOWN = "不知道是否已经发出";
/** A request of an earlier holder may arrive this much later. */
export const LATEST_ARRIVAL_MS = 60_000;

/** A card that this replica has claimed, and its place in the lane's windows. */
export type Held = { row: OutboxRow; token: string; rate: Rate; place: ReturnType<Rate["count"]> };

/** One request: written down before it leaves, and what came of it after. */
export async function attempt(
  parts: SenderParts,
  lane: LaneName,
  lease: Lease,
  { row, token, rate, place }: Held,
  { card, file, to, form, count }: Ready,
): Promise<void> {
  const { door, clock, carrier } = parts;
  const before = clock.now();
  const firstTriedAt = row.firstTriedAt ?? before;
  const attempts = row.attempts + 1;
  rate.release(place);
  const wait = rate.waitFor(targetOf(row), before, row.priority);
  const isStale = !row.messageId && before.getTime() - firstTriedAt.getTime() > UUID_LIFE_MS;
  if (wait > 0 || isStale) {
    const change = isStale
      ? { state: "uncertain" as const, reason: UNKNOWN, visibleAt: before.getTime() }
      : { visibleAt: before.getTime() + wait };
    await door((tx) => changeHeld(tx, row, token, { ...change, token: null }));
    return;
  }
  const taken = rate.count(targetOf(row), before);
  const open = await door(async (tx) => {
    if (!(await renewLease(tx, lease, clock.now(), parts.leaseMs))) return null;
    if (!(await changeHeld(tx, row, token, { attempts, firstTriedAt }))) return null;
    return openAttempt(tx, row, lane, targetOf(row), before);
  });
  if (!open) return rate.release(taken);
  trace("attempt", { row: row.id });
  rate.release(taken);
  rate.count(targetOf(row), clock.now());

  const uuid = uuidOf(row.idemKey, row.generation);
  const send = () => (file ? carrier.sendFile(to, file, uuid) : carrier.send(to, card, uuid));
  const answer = await (row.messageId ? carrier.patch(row.messageId, card) : send());
  trace("answered", { row: row.id });
  const now = clock.now();
  if (!answer.ok) {
    const { error } = answer;
    heed(rate, error, row, now);
    log(parts, row, error);
    await door((tx) => closeAttempt(tx, open, `${error.class} ${error.code}`, null, now));
    const unknown = mayHaveArrived(error) ? {} : { firstTriedAt: row.firstTriedAt };
    const change = { ...unknown, ...outcomeOf(error, attempts, row, now), token: null };
    await door((tx) => changeHeld(tx, row, token, change));
    return;
  }
  rate.heard();
  const sent = sentIn(answer.value);
  await door(async (tx) => {
    await closeAttempt(tx, open, "sent", sent?.messageId ?? null, now);
    const first = sent && !row.messageId ? { messageId: sent.messageId, sentAt: now } : {};
    const shownForm = mayBeOlder(row) ? null : (form ?? null);
    const shown = { shownForm, shownCount: count ?? null, shownAt: now, firstTriedAt: null };
    const change = { ...first, ...shown, reason: null };
    await settleShown(tx, row, token, change, now, showAgainAt(row, now));
    if (sent && !row.messageId) await takePlace(tx, row, now);
    if (sent && row.personId) await parts.learn(tx, row, sent, now);
  });
  trace("recorded", { row: row.id });
  if (row.urgent && !row.messageId && sent && "openId" in to)
    await urge(parts, row, sent.messageId, to.openId);
}

/** Urgent is more than sent: where it is refused or lost, the card has rung all the same (CONTRACT §2.8). */
async function urge(parts: SenderParts, row: OutboxRow, messageId: string, openId: string): Promise<void> {
  const answer = await parts.carrier.urge(messageId, openId);
  if (!answer.ok) log(parts, row, answer.error);
}

/** A `uuid` that was used before may have brought the message with an older picture: which form stands on it is not known. */
const mayBeOlder = ({ messageId, firstTriedAt }: OutboxRow): boolean => !messageId && firstTriedAt !== null;

/** What may be older, or may still become so by a holder that was taken over, is painted over. */
function showAgainAt(row: OutboxRow, now: Date): number | null {
  if (row.token !== null || (row.messageId && row.firstTriedAt)) return now.getTime() + LATEST_ARRIVAL_MS;
  return mayBeOlder(row) ? now.getTime() : null;
}

const NO_ANSWER = 0;
const BEING_SENT = 230049;

/** No answer, or one that does not say no. */
const mayHaveArrived = ({ class: kind, code }: Failure): boolean => kind === "again" || code === BEING_SENT;

/** Too fast for this one receiver or message; every other code of its class means the lane (CONTRACT §2.8). */
const OF_TARGET = new Set([230020, BEING_SENT]);

/** What the lane learns from a refusal. */
function heed(rate: Rate, error: Failure, row: OutboxRow, now: Date): void {
  if (error.code === NO_ANSWER) rate.unheard(now);
  else rate.heard();
  if (error.class === "stop") rate.hold(60_000, now);
  if (error.class !== "wait") return;
  if (OF_TARGET.has(error.code)) rate.holdTarget(targetOf(row), 1_000, now);
  else rate.slowDown(error.retryAfterMs ?? 1_000, now);
}

const log = ({ log: to }: SenderParts, row: OutboxRow, error: Failure): void =>
  to.warn("card refused", {
    row: row.id,
    subject: row.subject,
    code: error.code,
    class: error.class,
    said: error.message,
  });

const isSent = (value: unknown): value is Sent =>
  typeof value === "object" && value !== null && "messageId" in value && typeof value.messageId === "string";

const sentIn = (value: unknown): Sent | null => (isSent(value) ? value : null);
