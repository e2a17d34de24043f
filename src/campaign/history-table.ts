import { defineTable, id, instant, json, key, maybe, text, whole } from "../db/define.ts";

export type HistoryRow = {
  id: string;
  districtId: string;
  subject: string;
  at: Date;
  by: string | null;
  act: string;
  words: string;
  details: object | null;
  /** What set it off: a press, a message, the clock. */
  source: string | null;
  /** Its place in the district's chain and its hash there; written at the transaction's end. */
  position: number | null;
  hash: string | null;
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
    source: maybe(key(128)),
    position: maybe(whole()),
    hash: maybe(key(64)),
  },
  [
    { name: "history_subject", columns: ["districtId", "subject", "id"] },
    { name: "history_position", columns: ["districtId", "position"], unique: true },
  ],
);
