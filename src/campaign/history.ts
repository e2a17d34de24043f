import { instantInWords } from "../dates.ts";
import { newRowId } from "../db/ids.ts";
import type { Turn } from "../turn.ts";
import { joinLater } from "./chain.ts";
import { HistoryTable, type HistoryRow } from "./history-table.ts";
import { namesOf } from "./people.ts";

export type Deed = {
  subject: string;
  /** Who did it; `null` is the clock. */
  by: string | null;
  /** The act's name: `task.sign`. */
  act: string;
  /** What a reader of the card sees: `签收`. */
  words: string;
  details?: object;
};

/** Keeps one line of what was done, in the transaction that did it; answers with the line's id. */
export async function record(turn: Turn, { subject, by, act, words, details }: Deed): Promise<string> {
  const row: HistoryRow = {
    id: newRowId(turn.now),
    districtId: turn.district,
    subject,
    at: turn.now,
    by,
    act,
    words,
    details: details ?? null,
    source: turn.source,
    position: null,
    hash: null,
  };
  await turn.tx.getRepository(HistoryTable).insert(row);
  joinLater(turn.tx, row);
  return row.id;
}

export type HistoryLine = { at: Date; by: string; act: string; words: string };

/** Newest first. */
export async function historyOf(turn: Turn, subject: string): Promise<HistoryLine[]> {
  const rows = await turn.tx.getRepository(HistoryTable).find({
    where: { districtId: turn.district, subject },
    order: { id: "DESC" },
  });
  const names = await namesOf(
    turn,
    rows.map((row) => row.by),
  );
  return rows.map(({ at, by, act, words }) => ({ at, by: (by && names.get(by)) ?? "系统", act, words }));
}

const WIDE = "\u3000";

/** When, who, what: `6月18日 09:05 教育局联络员 签收` */
export const historyInWords = (line: HistoryLine, zone: string): string =>
  [instantInWords(line.at, zone), line.by, line.words].join(WIDE);
