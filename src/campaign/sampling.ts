import type { EntityManager } from "typeorm";
import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import { changeRows, findBy } from "../db/statements.ts";
import { takeLease } from "../jobs/leases.ts";
import type { Failure } from "../jobs/outcome.ts";
import { openRate } from "../jobs/rate.ts";
import { inBrief, type Log } from "../log.ts";
import type { Turn } from "../turn.ts";
import { peopleByIds } from "./people.ts";
import { askNextAt, keepReading, ReadingTable, type Reading } from "./readings.ts";

export type Readers = { openId: string; at: Date }[];

export type SamplingParts = {
  door: Door;
  districts: readonly string[];
  turnOf: (tx: EntityManager, districtId: string, now: Date) => Turn;
  /** Who has read one of our messages (CONTRACT §2.2). */
  readers: (messageId: string) => Promise<{ ok: true; value: Readers } | { ok: false; error: Failure }>;
  clock: Clock;
  log: Log;
  instance: string;
  leaseMs: number;
};

/** Feishu no longer tells who read a message of more than seven days. */
const TOO_OLD = 230033;
const TOLD_FOR_MS = 7 * 24 * 60 * 60_000;
const BATCH = 20;
const PAUSE_MS = 10 * 60_000;
const PASSING = new Set<Failure["class"]>(["wait", "token", "again", "stop"]);

export const leaseOfSampling = (holder: string) => ({ districtId: "app", name: "lane:read", holder });

/**
 * Asks Feishu who has read what was pushed: one replica at a time, within the limits of the call, and never in a turn.
 * Whoever takes the lease over starts with an empty second, since a pass asks far less often than is allowed.
 */
export function openSampling(parts: SamplingParts): () => Promise<number> {
  const { door, districts, clock, instance, leaseMs } = parts;
  const rate = openRate();

  return async () => {
    const now = clock.now();
    const due = (await door((tx) => Promise.all(districts.map((each) => dueIn(tx, each, now))))).flat();
    if (due.length === 0) return 0;
    if (!(await door((tx) => takeLease(tx, leaseOfSampling(instance), now, leaseMs)))) return 0;
    const answered: Answered[] = [];
    for (const reading of due) {
      if (rate.waitFor(reading.messageId, clock.now()) > 0) break;
      rate.count(reading.messageId, clock.now());
      const answer = await askedOf(parts, reading);
      if (!answer.ok && answer.error.class === "wait")
        rate.slowDown(answer.error.retryAfterMs ?? 1_000, clock.now());
      answered.push({ reading, answer });
    }
    for (const district of districts) {
      const own = answered.filter(({ reading }) => reading.districtId === district);
      if (own.length > 0) await keep(parts, district, own);
    }
    return answered.length;
  };
}

const dueIn = (tx: EntityManager, districtId: string, now: Date): Promise<Reading[]> =>
  findBy(tx, ReadingTable, `district_id = ? AND next_ms <= ? ORDER BY next_ms LIMIT ${BATCH}`, [
    districtId,
    now.getTime(),
  ]);

type Answer = Awaited<ReturnType<SamplingParts["readers"]>>;
type Answered = { reading: Reading; answer: Answer };

/** After an outage of days nothing is asked that is surely no longer told. */
function askedOf({ readers, clock }: SamplingParts, { messageId, sentAt }: Reading): Promise<Answer> {
  if (clock.now().getTime() - sentAt.getTime() <= TOLD_FOR_MS) return readers(messageId);
  const error = { class: "message", code: TOO_OLD, message: "" } as const;
  return Promise.resolve({ ok: false, error });
}

/** What was answered at one time is kept in one turn; where that fails, each is kept by itself, or asked for again after a pause. */
async function keep(parts: SamplingParts, district: string, answered: readonly Answered[]): Promise<void> {
  const { door, clock, log } = parts;
  try {
    await door((tx) => settle(parts.turnOf(tx, district, clock.now()), answered));
  } catch (error) {
    const [first, ...others] = answered;
    if (others.length > 0) for (const each of answered) await keep(parts, district, [each]);
    else if (first) {
      const { districtId, cardId } = first.reading;
      log.error("reading not kept", { card: cardId, ...inBrief(error) });
      const later = { nextAt: clock.now().getTime() + PAUSE_MS };
      await door((tx) => changeRows(tx, ReadingTable, { districtId, cardId, readAt: null }, later));
    }
  }
}

async function settle(turn: Turn, answered: readonly Answered[]): Promise<void> {
  const receivers = await peopleByIds(
    turn,
    answered.map(({ reading }) => reading.personId),
  );
  const openIds = new Map(receivers.map(({ id, openId }) => [id, openId]));
  const found = answered.map(({ reading, answer }) => {
    const openId = openIds.get(reading.personId);
    const seen = answer.ok ? answer.value.find((each) => each.openId === openId) : undefined;
    return { reading, answer, seen };
  });
  // Feishu may have told of it since it was asked: what is known is not asked again.
  const unread = found.filter(({ seen }) => !seen);
  await Promise.all(
    unread.map(({ reading, answer }) => {
      const { districtId, cardId } = reading;
      const still = { districtId, cardId, readAt: null };
      return changeRows(turn.tx, ReadingTable, still, unreadYet(turn, reading, answer));
    }),
  );
  for (const { reading, seen } of found)
    if (seen) await keepReading(turn, reading.messageId, reading.personId, { at: seen.at, via: "sample" });
}

/** Not read yet is asked again later; what Feishu tells no more is asked no more. */
function unreadYet({ now }: Turn, { sentAt, tries }: Reading, answer: Answer): Partial<Reading> {
  if (answer.ok) return { nextAt: askNextAt(sentAt, tries + 1), tries: tries + 1 };
  const isOver = answer.error.code === TOO_OLD || !PASSING.has(answer.error.class);
  return { nextAt: isOver ? null : now.getTime() + PAUSE_MS };
}
