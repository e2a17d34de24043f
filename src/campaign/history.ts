import { instantInWords } from "../dates.ts";
import { newRowId } from "../db/ids.ts";
import type { Turn } from "../turn.ts";
import { findRows, rowsBy } from "../db/statements.ts";
import { joiningNow, joinLater } from "./chain.ts";
import { HistoryTable, type HistoryRow } from "./history-table.ts";

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

/**
 * Keeps one line of what was done: it is written, and joins the chain, as the last thing of this transaction. Answers
 * with the line's id.
 */
export function record(turn: Turn, { subject, by, act, words, details }: Deed): string {
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
  joinLater(turn.tx, row);
  return row.id;
}

export type HistoryLine = { at: Date; by: string; act: string; words: string };

/** The newest lines about a subject, newest first, and how many there are. */
export type History = { newest: HistoryLine[]; count: number };

const COUNT = "SELECT COUNT(*) AS count FROM history WHERE district_id = ? AND subject = ?";
const NAMES = `SELECT id, name FROM person WHERE district_id = ? AND (id = ?
  OR id IN (SELECT by_person FROM history WHERE district_id = ? AND subject = ?))`;

/** What happened to a subject, as many lines as a card shows. */
export async function historyOf({ tx, district }: Turn, subject: string, limit = 8): Promise<History> {
  const joining = joiningNow(tx, subject);
  const [kept, [counted = 0], names] = await Promise.all([
    findRows(tx, HistoryTable, { districtId: district, subject }, { order: { id: "DESC" }, limit }),
    rowsBy(tx, COUNT, [district, subject], ({ count }) => Number(count)),
    rowsBy(
      tx,
      NAMES,
      [district, joining[0]?.by ?? "", district, subject],
      ({ id, name }) => [id, name] as const,
    ),
  ]);
  const nameOf = new Map<unknown, unknown>(names);
  const newest = [...joining, ...kept].slice(0, limit).map(({ at, by, act, words }) => {
    return { at, by: String(nameOf.get(by) ?? "系统"), act, words };
  });
  return { newest, count: joining.length + counted };
}

const WIDE = "\u3000";

/** When, who, what: `6月18日 09:05 教育局联络员 签收` */
export const historyInWords = (line: HistoryLine, zone: string): string =>
  [instantInWords(line.at, zone), line.by, line.words].join(WIDE);

/** The same for a card's fold. */
export const historyOnCard = (
  { newest, count }: History,
  zone: string,
): { newest: string[]; count: number } => ({
  newest: newest.map((line) => historyInWords(line, zone)),
  count,
});
