import type { EntityManager, EntitySchema } from "typeorm";
import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import { newRowId } from "../db/ids.ts";
import { changeBy, findBy } from "../db/statements.ts";
import { inBrief, type Log } from "../log.ts";
import type { Turn } from "../turn.ts";
import { trace } from "./trace.ts";

const RETRY_MS = 5_000;
/** What was worked out could not be kept: the database may need a moment. */
const STUCK_MS = 60_000;
const MOST_TRIES = 3;
const BATCH = 8;

type Leased = { id: string; districtId: string; campaign: string; visibleAt: number; attempts: number };

export type ApartParts = {
  door: Door;
  districts: readonly string[];
  turnOf: (tx: Turn["tx"], campaign: string, now: Date) => Turn;
  clock: Clock;
  log: Log;
};

/** Rows that are worked on outside of any turn, and what comes of each. */
export type ApartWork<Row extends Leased, Made extends object> = {
  /** What traces and the log call it. */
  name: string;
  /** It has the columns of a lease: `state`, `visible_at`, `token`, `attempts`. */
  table: EntitySchema<Row>;
  /** In which a row waits for its work. */
  states: readonly string[];
  /** How long a row is held: whoever died over it has it begun anew when this is over. */
  leaseMs: (row: Row) => number;
  /** What must still be so for a row to be ours. */
  still: (row: Row) => Record<string, string | number>;
  work: (row: Row, token: string) => Promise<Made>;
  /** What is settled when the last try failed. */
  failed: (row: Row) => Made;
  /** In one turn, in which the row is still ours. */
  settle: (turn: Turn, row: Row, made: Made) => Promise<void>;
  /** What is settled instead when the last try cannot be kept; without it, it is tried on. */
  stuck?: (row: Row) => Made;
};

type Held = { table: string; where: string; values: readonly (string | number)[] };

/** One pass over the rows that are due: each is claimed by a lease, worked on apart, tried again, and settled in one turn. */
export function openApartWork<Row extends Leased, Made extends object>(
  parts: ApartParts,
  work: ApartWork<Row, Made>,
): () => Promise<number> {
  return async () => {
    const due = await parts.door((tx) => dueRows(tx, parts, work));
    let worked = 0;
    for (const row of due) if (await workOn(parts, work, row)) worked += 1;
    return worked;
  };
}

const marks = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

const dueRows = <Row extends Leased, Made extends object>(
  tx: EntityManager,
  { districts, clock }: ApartParts,
  { table, states }: ApartWork<Row, Made>,
): Promise<Row[]> =>
  findBy(
    tx,
    table,
    `district_id IN (${marks(districts)}) AND state IN (${marks(states)}) AND visible_at <= ?
     ORDER BY visible_at, id LIMIT ${BATCH}`,
    [...districts, ...states, clock.now().getTime()],
  );

async function workOn<Row extends Leased, Made extends object>(
  parts: ApartParts,
  work: ApartWork<Row, Made>,
  row: Row,
): Promise<boolean> {
  const { door, clock, log } = parts;
  const { name } = work;
  const token = newRowId(clock.now());
  const tries = row.attempts + 1;
  const isLast = tries >= MOST_TRIES;
  const free = { visible_at: row.visibleAt };
  const taken = { visible_at: clock.now().getTime() + work.leaseMs(row), token, attempts: tries };
  if (!(await door((tx) => change(tx, held(work, row, free), taken)))) return false;
  trace(name, { row: row.id });

  const ours = held(work, row, { token });
  const again = (ms: number) =>
    door((tx) => change(tx, ours, { visible_at: clock.now().getTime() + ms, token: null }));
  const settle = (made: Made) =>
    door(async (tx) => {
      if (await change(tx, ours, { token: null }))
        await work.settle(parts.turnOf(tx, row.campaign, clock.now()), row, made);
    });
  const made = await work.work(row, token).catch((error: unknown) => {
    log.error(`${name} not made`, { row: row.id, ...inBrief(error) });
    return isLast ? work.failed(row) : null;
  });
  if (made === null) await again(RETRY_MS);
  else
    await settle(made).catch(async (error: unknown) => {
      log.error(`${name} not kept`, { row: row.id, ...inBrief(error) });
      await (isLast && work.stuck ? settle(work.stuck(row)) : again(STUCK_MS));
    });
  return true;
}

function held<Row extends Leased, Made extends object>(
  { table, still }: ApartWork<Row, Made>,
  row: Row,
  lease: Record<string, string | number>,
): Held {
  const wanted = { district_id: row.districtId, id: row.id, ...still(row), ...lease };
  const where = Object.keys(wanted).map((column) => `${column} = ?`);
  return { table: table.options.name, where: where.join(" AND "), values: Object.values(wanted) };
}

async function change(
  tx: EntityManager,
  { table, where, values }: Held,
  to: Record<string, string | number | null>,
): Promise<boolean> {
  const set = Object.keys(to).map((column) => `${column} = ?`);
  const text = `UPDATE ${table} SET ${set.join(", ")} WHERE ${where}`;
  return (await changeBy(tx, text, [...Object.values(to), ...values])) > 0;
}
