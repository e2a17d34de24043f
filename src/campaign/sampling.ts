import type { EntityManager } from "typeorm";
import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import { changeRows, findBy } from "../db/statements.ts";
import { takeLease } from "../jobs/leases.ts";
import type { Failure } from "../jobs/outcome.ts";
import { openRate } from "../jobs/rate.ts";
import { inBrief, type Log } from "../log.ts";
import type { Turn } from "../turn.ts";
import { peopleByOpenIds } from "./people.ts";
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
  const { door, districts, clock, log, instance, leaseMs } = parts;
  const rate = openRate();

  return async () => {
    const now = clock.now();
    const due = (await door((tx) => Promise.all(districts.map((each) => dueIn(tx, each, now))))).flat();
    if (due.length === 0) return 0;
    if (!(await door((tx) => takeLease(tx, leaseOfSampling(instance), now, leaseMs)))) return 0;
    let asked = 0;
    for (const reading of due) {
      if (rate.waitFor(reading.messageId, clock.now()) > 0) break;
      rate.count(reading.messageId, clock.now());
      const answer = await askedOf(parts, reading);
      if (!answer.ok && answer.error.class === "wait")
        rate.slowDown(answer.error.retryAfterMs ?? 1_000, clock.now());
      await door((tx) => settle(parts.turnOf(tx, reading.districtId, clock.now()), reading, answer)).catch(
        (error: unknown) => log.error("reading not kept", { card: reading.cardId, ...inBrief(error) }),
      );
      asked += 1;
    }
    return asked;
  };
}

const dueIn = (tx: EntityManager, districtId: string, now: Date): Promise<Reading[]> =>
  findBy(tx, ReadingTable, `district_id = ? AND next_ms <= ? ORDER BY next_ms LIMIT ${BATCH}`, [
    districtId,
    now.getTime(),
  ]);

type Answer = Awaited<ReturnType<SamplingParts["readers"]>>;

/** After an outage of days nothing is asked that is surely no longer told. */
function askedOf({ readers, clock }: SamplingParts, { messageId, sentAt }: Reading): Promise<Answer> {
  if (clock.now().getTime() - sentAt.getTime() <= TOLD_FOR_MS) return readers(messageId);
  const error = { class: "message", code: TOO_OLD, message: "" } as const;
  return Promise.resolve({ ok: false, error });
}

/** Read is kept; not read yet is asked again later; what Feishu tells no more is asked no more. */
async function settle(turn: Turn, reading: Reading, answer: Answer): Promise<void> {
  const { districtId, cardId, messageId, personId, sentAt, tries } = reading;
  const change = (fresh: Partial<Reading>) =>
    changeRows(turn.tx, ReadingTable, { districtId, cardId }, fresh);
  if (!answer.ok) {
    const isOver = answer.error.code === TOO_OLD || !PASSING.has(answer.error.class);
    await change({ nextAt: isOver ? null : turn.now.getTime() + PAUSE_MS });
    return;
  }
  const people = await peopleByOpenIds(
    turn,
    answer.value.map(({ openId }) => openId),
  );
  const receiver = people.find(({ id }) => id === personId);
  const seen = answer.value.find(({ openId }) => openId === receiver?.openId);
  if (seen) await keepReading(turn, messageId, personId, { at: seen.at, via: "sample" });
  else await change({ nextAt: askNextAt(sentAt, tries + 1), tries: tries + 1 });
}
