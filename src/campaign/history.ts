import { instantInWords } from "../dates.ts";
import { newRowId } from "../db/ids.ts";
import type { Turn } from "../turn.ts";
import { instantIn, rowsBy } from "../db/statements.ts";
import { joiningNow, joinLater } from "./chain.ts";
import type { HistoryRow } from "./history-table.ts";
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

const NEWEST = `SELECT h.at AS at, h.act AS act, h.words AS words, p.name AS name,
  (SELECT COUNT(*) FROM history c WHERE c.district_id = ? AND c.subject = ?) AS count
  FROM history h LEFT JOIN person p ON p.district_id = h.district_id AND p.id = h.by_person
  WHERE h.district_id = ? AND h.subject = ? ORDER BY h.id DESC LIMIT ?`;

const NOBODY = "系统";

/** What happened to a subject, as many lines as a card shows. */
export async function historyOf(turn: Turn, subject: string, limit = 8): Promise<History> {
  const { tx, district } = turn;
  const joining = joiningNow(tx, subject);
  const [kept, names] = await Promise.all([
    rowsBy(tx, NEWEST, [district, subject, district, subject, limit], ({ at, act, words, name, count }) => ({
      line: { at: instantIn(at), by: String(name ?? NOBODY), act: String(act), words: String(words) },
      count: Number(count),
    })),
    namesOf(
      turn,
      joining.map(({ by }) => by),
    ),
  ]);
  const fresh = joining.map(({ at, by, act, words }) => ({
    at,
    by: (by && names.get(by)) ?? NOBODY,
    act,
    words,
  }));
  const newest = [...fresh, ...kept.map(({ line }) => line)].slice(0, limit);
  return { newest, count: joining.length + (kept[0]?.count ?? 0) };
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
