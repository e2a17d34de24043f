import { createHash } from "node:crypto";
import { MoreThan, type EntityManager } from "typeorm";
import { defineTable, key, whole } from "../db/define.ts";
import { lateWrites, type Ending } from "../db/door.ts";
import { isDuplicate } from "../db/errors.ts";
import { changeRows, findRow, insertRows } from "../db/statements.ts";
import { trace } from "../jobs/trace.ts";
import { HistoryTable, type HistoryRow } from "./history-table.ts";

type ChainRow = { districtId: string; length: number; head: string };

/** A district's history as a chain: each line's hash covers the one before it (RELIABILITY §3.10). */
export const ChainTable = defineTable<ChainRow>("chain", {
  districtId: { ...key(), primary: true, name: "district_id" },
  length: whole(),
  head: key(64),
});

/** What the first line's hash covers. */
export const GENESIS = "0".repeat(64);

/** The same value as text, whichever database kept it: keys in order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, canonical(each)]));
}

/** A line's hash: over the hash before it, its place, and all it says. */
export function hashOf(before: string, position: number, row: HistoryRow): string {
  const { id, districtId, subject, at, by, act, words, details, source } = row;
  const said = [before, position, id, districtId, subject, at.toISOString(), by, act, words];
  return createHash("sha256")
    .update(JSON.stringify([...said, canonical(details), source]))
    .digest("hex");
}

const unsealed = new WeakMap<EntityManager, HistoryRow[]>();

/** A line of this transaction: it is written, and joins the chain, at the transaction's end. */
export function joinLater(tx: EntityManager, row: HistoryRow): void {
  unsealed.set(tx, [...(unsealed.get(tx) ?? []), row]);
}

/** The lines about a subject that this transaction is still to write, newest first. */
export const joiningNow = (tx: EntityManager, subject: string): HistoryRow[] =>
  (unsealed.get(tx) ?? []).filter((row) => row.subject === subject).toReversed();

/**
 * The last thing a transaction does: its lines are written and join the chain. Last, because from here on others wait
 * for it.
 */
export const sealHistory: Ending = async (tx, commit) => {
  const rows = unsealed.get(tx) ?? [];
  unsealed.delete(tx);
  const districts = [...new Set(rows.map((row) => row.districtId))].toSorted();
  const ofDistrict = (districtId: string) => rows.filter((row) => row.districtId === districtId);
  const sealing = [
    Promise.all(lateWrites(tx)),
    ...districts.map((each) => seal(tx, each, ofDistrict(each))),
  ] as const;
  const [, ...writes] = await Promise.all(sealing);
  if (rows.length > 0) trace("sealed", { lines: rows.length });
  await Promise.all([...writes.map((write) => write()), commit()]);
};

type Write = () => Promise<unknown>;

/** Takes the chain's end; answers how the new lines and the new end are written. */
async function seal(tx: EntityManager, districtId: string, rows: readonly HistoryRow[]): Promise<Write> {
  const { length, head } = (await endOf(tx, districtId)) ?? (await begin(tx, districtId));
  let last = head;
  const sealed = rows.map((row, at) => {
    const position = length + at + 1;
    last = hashOf(last, position, row);
    return { ...row, position, hash: last };
  });
  return () =>
    Promise.all([
      insertRows(tx, HistoryTable, sealed),
      changeRows(tx, ChainTable, { districtId }, { length: length + rows.length, head: last }),
    ]);
}

/** The chain's end, held until the commit: whoever comes next waits for it. */
const endOf = (tx: EntityManager, districtId: string): Promise<ChainRow | null> =>
  findRow(tx, ChainTable, { districtId }, { held: true });

async function begin(tx: EntityManager, districtId: string): Promise<ChainRow> {
  const first = { districtId, length: 0, head: GENESIS };
  await insertRows(tx, ChainTable, [first]).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
  return (await endOf(tx, districtId)) ?? first;
}

/** A chain at an instant: how long, and its last hash. */
export type Root = { length: number; head: string };

export const rootOf = async (tx: EntityManager, districtId: string): Promise<Root> =>
  (await tx.getRepository(ChainTable).findOneBy({ districtId })) ?? { length: 0, head: GENESIS };

const SHOWN = 16;

/** As it stands in a digest's foot: `128-3f9a0c2be1d47a05`. */
export const rootInWords = ({ length, head }: Root): string => `${length}-${head.slice(0, SHOWN)}`;

export type Verdict = { lines: number; wrong: string | null };

const PAGE = 1_000;

/** Goes through a district's chain from its first line; names the first that is wrong. `anchors` are roots seen outside. */
export async function verifyChain(
  tx: EntityManager,
  districtId: string,
  anchors: readonly string[] = [],
): Promise<Verdict> {
  const expected = new Map(anchors.map((root) => [Number(root.split("-")[0]), root]));
  let [position, last] = [0, GENESIS];
  for (;;) {
    const rows = await tx.getRepository(HistoryTable).find({
      where: { districtId, position: MoreThan(position) },
      order: { position: "ASC" },
      take: PAGE,
    });
    for (const row of rows) {
      position += 1;
      if (row.position !== position)
        return { lines: position - 1, wrong: `第${position}条不见了（下一条是第${row.position}条）` };
      last = hashOf(last, position, row);
      if (last !== row.hash)
        return { lines: position - 1, wrong: `第${position}条被改动过（${row.subject} ${row.words}）` };
      const root = expected.get(position);
      if (root && root !== rootInWords({ length: position, head: last }))
        return { lines: position, wrong: `第${position}条与当时公布的留痕 ${root} 不符` };
      expected.delete(position);
    }
    if (rows.length < PAGE) break;
  }
  return {
    lines: position,
    wrong: await tailWrong(tx, districtId, { length: position, head: last }, expected),
  };
}

async function tailWrong(
  tx: EntityManager,
  districtId: string,
  found: Root,
  missing: ReadonlyMap<number, string>,
): Promise<string | null> {
  const { length, head } = await rootOf(tx, districtId);
  if (length !== found.length)
    return `末尾缺${length - found.length}条：应有${length}条，只有${found.length}条`;
  if (head !== found.head) return "链头与最后一条不符，链头被改动过";
  const [first] = missing.values();
  return first === undefined ? null : `公布过的留痕 ${first} 在链上找不到，末尾被截去过`;
}
