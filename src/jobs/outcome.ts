import type { CardChange } from "./claim.ts";
import { uuidOf } from "./outbox.ts";
import type { OutboxRow, Trouble } from "./outbox-table.ts";

/** What an answer of Feishu's asks for (RELIABILITY §3.8). */
export type FailureClass = "wait" | "token" | "again" | "place" | "person" | "message" | "ours" | "stop";

export type Failure = { class: FailureClass; code: number; message: string; retryAfterMs?: number };

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const TOO_OLD = 230031;
/** Nobody answered: that is an outage, and outages end. */
const NO_ANSWER = 0;
/** A code that stays after so many tries needs a person. */
const MOST_TRIES = 8;

const REASONS: Partial<Record<FailureClass, string>> = {
  place: "群里发不进去：请把机器人加回群，并允许它发言",
  person: "此人收不到：请确认在应用可用范围内、未离职、未屏蔽机器人",
  message: "原消息已撤回或删除",
  ours: "平台不接受这张卡片",
  again: "多次没有发成",
};

/** Too old to be changed: it is left as it is, and the next push on its subject brings a fresh one. */
export const RETIRED: CardChange = { state: "sent", superseded: true };

/** Set aside for a person to look at; the operator is told why. */
export const parked = (trouble: Trouble, reason: string): CardChange => ({
  state: "parked",
  trouble,
  reason: reason.slice(0, 2000),
});

/** Whether this try is the plain one, after the platform refused the card as drawn; the next change is drawn whole again. */
export const isPlain = ({ trouble, attempts }: OutboxRow): boolean => trouble === "ours" && attempts > 0;

/** What becomes of a card after a failed attempt. */
export function outcomeOf(failure: Failure, attempts: number, row: OutboxRow, now: Date): CardChange {
  const words = `${REASONS[failure.class] ?? ""}（${failure.code} ${failure.message}）`;
  const later = now.getTime() + (failure.retryAfterMs ?? backoff(attempts, row));
  const isHopeless = failure.code !== NO_ANSWER && attempts >= MOST_TRIES;
  const kinds: Record<FailureClass, CardChange> = {
    wait: { visibleAt: later, attempts: row.attempts },
    token: { visibleAt: later },
    again: isHopeless ? parked("again", words) : { visibleAt: later },
    stop: { visibleAt: now.getTime() + LONGEST_WAIT_MS, reason: words.slice(0, 2000) },
    place: parked("place", words),
    person: parked("person", words),
    message: failure.code === TOO_OLD ? RETIRED : parked("message", words),
    ours: isPlain(row) ? parked("ours", words) : { trouble: "ours", visibleAt: now.getTime() },
  };
  return kinds[failure.class];
}

/** 1 s, 2 s, 4 s …, each up to a quarter longer by what the row is for, so that rows do not come back together. */
function backoff(attempts: number, { idemKey, generation }: OutboxRow): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1));
  return (
    wait + Math.floor((wait / 4) * (Number.parseInt(uuidOf(idemKey, generation).slice(0, 4), 16) / 0xffff))
  );
}
