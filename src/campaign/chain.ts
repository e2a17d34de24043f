import { createHash } from "node:crypto";
import { MoreThan, type DataSource, type EntityManager } from "typeorm";
import { defineTable, key, whole } from "../db/define.ts";
import { waitingWrites, type Ending } from "../db/door.ts";
import { changeBy, changeRows, findRow, insertRow, insertRows, rowsBy } from "../db/statements.ts";
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

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** All that a line says, as one hash. */
export function digestOf(row: HistoryRow): string {
  const { id, districtId, subject, at, by, act, words, details, source } = row;
  const said = [id, districtId, subject, at.toISOString(), by, act, words, canonical(details), source];
  return sha256(JSON.stringify(said));
}

/** A line's hash: over the hash before it, its place, and all it says. Plain enough for a database to make. */
const hashOf = (before: string, position: number, row: HistoryRow): string =>
  sha256(`${before}:${position}:${digestOf(row)}`);

const unsealed = new WeakMap<EntityManager, HistoryRow[]>();

/** A line of this transaction: it is written, and joins the chain, at the transaction's end. */
export function joinLater(tx: EntityManager, row: HistoryRow): void {
  unsealed.set(tx, [...(unsealed.get(tx) ?? []), row]);
}

/** The lines about a subject that this transaction is still to write, newest first. */
export const joiningNow = (tx: EntityManager, subject: string): HistoryRow[] =>
  (unsealed.get(tx) ?? []).filter((row) => row.subject === subject).toReversed();

/**
 * The end of a transaction: its lines are written and join the chain. So late because from here on others wait for it;
 * only what is added to rows that many share comes after.
 */
export const sealHistory: Ending = async (tx, commit) => {
  const rows = unsealed.get(tx) ?? [];
  unsealed.delete(tx);
  const districts = [...new Set(rows.map((row) => row.districtId))].toSorted();
  const isServer = tx.connection.options.type !== "better-sqlite3";
  const seals = districts.flatMap((each) => {
    const mine = rows.filter((row) => row.districtId === each);
    return isServer ? sealThere(tx, each, mine) : [sealHere(tx, each, mine)];
  });
  const writes = waitingWrites(tx, seals);
  if (rows.length > 0) trace("sealed", { lines: rows.length });
  await Promise.all([...writes, commit()]);
  for (const each of districts) begunIn(tx).add(each);
};

const begun = new WeakMap<DataSource, Set<string>>();

/** Districts whose chain is known to have begun in a database. */
function begunIn({ connection }: EntityManager): Set<string> {
  const known = begun.get(connection) ?? new Set<string>();
  begun.set(connection, known);
  return known;
}

type Write = () => Promise<unknown>;

const BEGIN = `INSERT INTO chain (district_id, length, head) VALUES (?, 0, '${GENESIS}')
  ON DUPLICATE KEY UPDATE length = length`;
// MySQL assigns from left to right: the head is made of the old length.
const LENGTHEN = `UPDATE chain SET head = SHA2(CONCAT(head, ':', length + 1, ':', ?), 256), length = length + 1
  WHERE district_id = ?`;

/** The server makes the hashes: nobody holds the chain's end while words go to and fro. */
function sealThere(tx: EntityManager, districtId: string, rows: readonly HistoryRow[]): Write[] {
  const [length, head] = ["length", "head"].map(
    (column) => `(SELECT ${column} FROM chain WHERE district_id = ?)`,
  );
  const first: Write[] = begunIn(tx).has(districtId) ? [] : [() => changeBy(tx, BEGIN, [districtId])];
  return [
    ...first,
    ...rows.flatMap((row): Write[] => [
      () => changeBy(tx, LENGTHEN, [digestOf(row), districtId]),
      () => insertRow(tx, HistoryTable, row, { position: [length!, districtId], hash: [head!, districtId] }),
    ]),
  ];
}

/** SQLite has one writer, and no hashes of its own. */
const sealHere =
  (tx: EntityManager, districtId: string, rows: readonly HistoryRow[]): Write =>
  async () => {
    const found = await findRow(tx, ChainTable, { districtId });
    if (!found) await insertRows(tx, ChainTable, [{ districtId, length: 0, head: GENESIS }]);
    const { length, head } = found ?? { length: 0, head: GENESIS };
    let last = head;
    const sealed = rows.map((row, at) => {
      last = hashOf(last, length + at + 1, row);
      return { ...row, position: length + at + 1, hash: last };
    });
    await insertRows(tx, HistoryTable, sealed);
    await changeRows(tx, ChainTable, { districtId }, { length: length + rows.length, head: last });
  };

/** A chain at an instant: how long, and its last hash. */
export type Root = { length: number; head: string };

export const rootOf = async (tx: EntityManager, districtId: string): Promise<Root> =>
  (await tx.getRepository(ChainTable).findOneBy({ districtId })) ?? { length: 0, head: GENESIS };

/** Until this turn ends nobody else's joins the chain: whatever comes with a line of history waits. SQLite has one writer. */
export async function holdChain(tx: EntityManager, districtId: string): Promise<void> {
  if (tx.connection.options.type === "better-sqlite3") return;
  await rowsBy(tx, "SELECT length FROM chain WHERE district_id = ? FOR UPDATE", [districtId], () => null);
}

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
