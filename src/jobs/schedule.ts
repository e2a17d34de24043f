import type { EntityManager } from "typeorm";
import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import { inBrief, type Log } from "../log.ts";
import type { Turn } from "../turn.ts";
import { claimOccurrence, wasClaimed } from "./occurrences.ts";
import { markOf, setMark } from "./marks.ts";
import { trace } from "./trace.ts";

const MARK = "schedule";

/** Another instance claimed the run first: its transaction does the work, and this one is undone. */
class Claimed extends Error {}

/** Only the claim's own insert says so; a key that the run's work meets twice is a failure like any other. */
const claim = (...asked: Parameters<typeof claimOccurrence>): Promise<boolean> =>
  claimOccurrence(...asked).catch((error: unknown) => {
    throw wasClaimed(error) ? new Claimed() : error;
  });

/** One run of a job that has fallen due. */
export type Occurrence = {
  kind: string;
  /** The business day it is for. */
  on: string;
  /** What tells it from the day's other runs of its kind: a person, a phase. */
  key: string;
  at: Date;
  fire(turn: Turn): Promise<void>;
};

/** Says which of its runs fell due after `from` and not later than `to`. */
export type Job = (turn: Turn, from: Date, to: Date) => Promise<Occurrence[]>;

export type ScheduleParts = {
  door: Door;
  /** Opens one turn for each campaign. */
  turns: (tx: EntityManager, now: Date) => { name: string; turn: Turn }[];
  jobs: readonly Job[];
  clock: Clock;
  log: Log;
};

/**
 * Works through what fell due since the mark: each run claimed by one instance, in the transaction that does it.
 * On the first start the mark is now: nothing older is pushed.
 */
export function openSchedule({ door, turns, jobs, clock, log }: ScheduleParts): () => Promise<number> {
  const names = () => door((tx) => Promise.resolve(turns(tx, clock.now()).map(({ name }) => name)));
  const within = <Result>(name: string, now: Date, work: (turn: Turn) => Promise<Result>) =>
    door((tx) => {
      const found = turns(tx, now).find((each) => each.name === name);
      if (!found) throw new Error(`no campaign ${name}`);
      return work(found.turn);
    });

  /** `null` when it failed: the mark then stays, and the run comes again. */
  async function fire(name: string, run: Occurrence, now: Date): Promise<boolean | null> {
    try {
      return await within(name, now, async (turn) => {
        const { kind, on: occursOn, key } = run;
        const mine = { districtId: turn.district, kind, occursOn, key: `${name}|${key}`, firedAt: now };
        if (!(await claim(turn.tx, mine))) return false;
        await run.fire(turn);
        trace("fired", { kind, key });
        return true;
      });
    } catch (error) {
      if (error instanceof Claimed) return false;
      log.error("occurrence not fired", { kind: run.kind, key: run.key, ...inBrief(error) });
      return null;
    }
  }

  return async () => {
    const now = clock.now();
    let fired = 0;
    for (const name of await names()) {
      const mark = `${MARK}:${name}`;
      const due = await within(name, now, async (turn) => {
        const from = await markOf(turn.tx, turn.district, mark);
        if (!from) return [];
        const runs = await Promise.all(jobs.map((job) => job(turn, from, now)));
        return runs.flat().toSorted((one, other) => one.at.getTime() - other.at.getTime());
      });
      const outcomes: (boolean | null)[] = [];
      for (const run of due) outcomes.push(await fire(name, run, now));
      fired += outcomes.filter(Boolean).length;
      if (outcomes.includes(null)) continue;
      await within(name, now, (turn) => setMark(turn.tx, turn.district, mark, now));
    }
    return fired;
  };
}
