import { createHash } from "node:crypto";
import { MoreThan, type EntityManager } from "typeorm";
import { defineTable, key, whole } from "../db/define.ts";
import { isDuplicate } from "../db/errors.ts";
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

/** A line was written in this transaction: it joins the chain at the transaction's end. */
export function joinLater(tx: EntityManager, row: HistoryRow): void {
  unsealed.set(tx, [...(unsealed.get(tx) ?? []), row]);
}

/** The last thing a transaction does: its lines join the chain. Last, because from here on others wait for it. */
export async function sealHistory(tx: EntityManager): Promise<void> {
  const rows = unsealed.get(tx) ?? [];
  unsealed.delete(tx);
  for (const districtId of new Set(rows.map((row) => row.districtId)))
    await seal(
      tx,
      districtId,
      rows.filter((row) => row.districtId === districtId),
    );
}

async function seal(tx: EntityManager, districtId: string, rows: readonly HistoryRow[]): Promise<void> {
  const chains = tx.getRepository(ChainTable);
  if (!(await lengthen(tx, districtId, rows.length))) {
    await chains.insert({ districtId, length: 0, head: GENESIS }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
    await lengthen(tx, districtId, rows.length);
  }
  const { length, head } = await chains.findOneByOrFail({ districtId });
  let last = head;
  for (const [at, row] of rows.entries()) {
    const position = length - rows.length + at + 1;
    last = hashOf(last, position, row);
    await tx.getRepository(HistoryTable).update({ districtId, id: row.id }, { position, hash: last });
  }
  await chains.update({ districtId }, { head: last });
  trace("sealed", { lines: rows.length });
}

/** Takes the places of the new lines, and the chain's row until the commit. */
async function lengthen(tx: EntityManager, districtId: string, by: number): Promise<boolean> {
  const done = await tx
    .getRepository(ChainTable)
    .createQueryBuilder()
    .update()
    .set({ length: () => `length + ${by}` })
    .where({ districtId })
    .execute();
  return Boolean(done.affected);
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
