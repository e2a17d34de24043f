import { instantInWords } from "../dates.ts";
import { newRowId } from "../db/ids.ts";
import { defineTable, id, instant, json, key, maybe, text } from "../db/define.ts";
import type { Turn } from "../turn.ts";
import { namesOf } from "./people.ts";

type HistoryRow = {
  id: string;
  districtId: string;
  subject: string;
  at: Date;
  by: string | null;
  act: string;
  words: string;
  details: object | null;
};

/** Who moved what, from where to where. Rows are only ever added. */
export const HistoryTable = defineTable<HistoryRow>(
  "history",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    subject: key(80),
    at: instant(),
    by: { ...maybe(key(36)), name: "by_person" },
    act: key(40),
    words: text(),
    details: maybe(json()),
  },
  [{ name: "history_subject", columns: ["districtId", "subject", "id"] }],
);

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

/** Keeps one line of what was done, in the transaction that did it. */
export async function record(turn: Turn, { subject, by, act, words, details }: Deed): Promise<void> {
  await turn.tx.getRepository(HistoryTable).insert({
    id: newRowId(turn.now),
    districtId: turn.district,
    subject,
    at: turn.now,
    by,
    act,
    words,
    details: details ?? null,
  });
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
