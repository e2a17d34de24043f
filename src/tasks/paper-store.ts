import { createHash } from "node:crypto";
import { defineTable, id, instant, json, key, maybe, millis, whole } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import { findRows, insertRows } from "../db/statements.ts";
import type { Turn } from "../turn.ts";

/** A document to be laid out, what it says, and the file that came of it: a preview, a version handed in, a pack. */
export type PaperRow = {
  id: string;
  districtId: string;
  campaign: string;
  kind: "preview" | "handed" | "pack";
  state: "waiting" | "made" | "failed";
  subject: string;
  number: number;
  content: object;
  /** Of what it says, known at once; `sha256` is of the file. */
  contentHash: string;
  by: string;
  at: Date;
  documentName: string;
  sha256: string | null;
  visibleAt: number;
  token: string | null;
  attempts: number;
};

export const PaperTable = defineTable<PaperRow>(
  "report_paper",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    kind: key(16),
    state: key(16),
    subject: key(80),
    number: whole(),
    content: json(),
    contentHash: { ...key(64), name: "content_hash" },
    by: { ...key(36), name: "by_person" },
    at: instant(),
    documentName: { ...key(120), name: "document_name" },
    sha256: maybe(key(64)),
    visibleAt: { ...millis(), name: "visible_at" },
    token: maybe(key(36)),
    attempts: whole(),
  },
  [
    { name: "report_paper_subject", columns: ["districtId", "subject", "kind", "number"] },
    { name: "report_paper_state", columns: ["districtId", "state"] },
  ],
);

const NAME = 110;

/** Has a document laid out, over what it says now; the next pass makes it and sends it to its person. */
export async function addPaper(
  turn: Turn,
  {
    kind,
    subject,
    number,
    content,
    by,
    name,
  }: Pick<PaperRow, "kind" | "subject" | "number" | "content" | "by"> & {
    name: string;
  },
): Promise<PaperRow> {
  const row: PaperRow = {
    id: newRowId(turn.now),
    districtId: turn.district,
    campaign: turn.campaign.key,
    kind,
    state: "waiting",
    subject,
    number,
    content,
    contentHash: createHash("sha256").update(JSON.stringify(content)).digest("hex"),
    by,
    at: turn.now,
    documentName: `${[...name].slice(0, NAME).join("")}.docx`,
    sha256: null,
    visibleAt: turn.now.getTime(),
    token: null,
    attempts: 0,
  };
  await insertRows(turn.tx, PaperTable, [row]);
  return row;
}

const handedIn = (turn: Turn, subjects: readonly string[]): Promise<PaperRow[]> =>
  findRows(
    turn.tx,
    PaperTable,
    { districtId: turn.district, subject: subjects, kind: "handed" },
    { order: { number: "ASC" } },
  );

/** Every version of a report that was handed in, the first one first. */
export const versionsOf = (turn: Turn, subject: string): Promise<PaperRow[]> => handedIn(turn, [subject]);

/** Of each report the version that was handed in last. */
export const lastVersions = async (turn: Turn, subjects: readonly string[]): Promise<Map<string, PaperRow>> =>
  new Map((await handedIn(turn, subjects)).map((row) => [row.subject, row]));
