import { defineTable, json, key } from "../db/define.ts";
import { findRows } from "../db/statements.ts";
import type { Turn } from "../turn.ts";
import type { Words } from "./rows.ts";

type WordsRow = { districtId: string; hazardId: string; words: Words };

/** What a ledger that was imported says of a hazard and nothing else here has a place for; it is exported again. */
export const WordsTable = defineTable<WordsRow>("ledger_words", {
  districtId: { ...key(), primary: true, name: "district_id" },
  hazardId: { ...key(36), primary: true, name: "hazard_id" },
  words: json(),
});

/** Those words, by hazard. */
export async function wordsOf(turn: Turn, ids: readonly string[]): Promise<Map<string, Words>> {
  const rows = await findRows(turn.tx, WordsTable, { districtId: turn.district, hazardId: ids });
  return new Map(rows.map(({ hazardId, words }) => [hazardId, words]));
}
