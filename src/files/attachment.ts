import { In } from "typeorm";
import { defineTable, id, instant, key, maybe, millis, text, whole } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import { findRows, rowsBy } from "../db/statements.ts";
import { Refusal } from "../errors.ts";
import type { Turn } from "../turn.ts";
import { ownName } from "./name.ts";

/** Failed: it could not be fetched. Refused: it came, and may not be kept. */
export type AttachmentState = "waiting" | "stored" | "failed" | "refused";

/** Whether it is here or on its way: what failed or was refused is evidence of nothing. */
export const isKept = ({ state }: Pick<Attachment, "state">): boolean =>
  state === "waiting" || state === "stored";

/** What it is evidence of: a report's document, a hazard before or after rectification, a later addition. */
export type Stage = "document" | "before" | "after" | "supplement";

/** A photo or file that somebody sent: a row first, its bytes later. */
export type Attachment = {
  id: string;
  districtId: string;
  /** What it belongs to; null until its sender has said. */
  subject: string | null;
  stage: Stage | null;
  messageId: string;
  resourceKey: string;
  kind: "image" | "file";
  /** As the sender called it; never used as a path. */
  name: string;
  state: AttachmentState;
  size: number | null;
  sha256: string | null;
  /** When a photo was taken, by its camera's clock: `2021-06-18 09:14:05`; empty when the file does not say. */
  takenOn: string | null;
  /** The key under which cards show it. */
  imageKey: string | null;
  reason: string | null;
  by: string;
  at: Date;
  visibleAt: number;
  token: string | null;
  attempts: number;
};

export const AttachmentTable = defineTable<Attachment>(
  "attachment",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    subject: maybe(key(80)),
    stage: maybe(key(16)),
    messageId: { ...key(128), name: "message_id" },
    resourceKey: { ...key(160), name: "resource_key" },
    kind: key(8),
    name: key(255),
    state: key(16),
    size: maybe(whole()),
    sha256: maybe(key(64)),
    takenOn: { ...maybe(key(19)), name: "taken_on" },
    imageKey: { ...maybe(key(160)), name: "image_key" },
    reason: maybe(text()),
    by: { ...key(36), name: "by_person" },
    at: instant(),
    visibleAt: { ...millis(), name: "visible_at" },
    token: maybe(key(36)),
    attempts: whole(),
  },
  [
    { name: "attachment_subject", columns: ["districtId", "subject"] },
    { name: "attachment_content", columns: ["districtId", "sha256"] },
    { name: "attachment_due", columns: ["districtId", "state", "visibleAt"] },
    { name: "attachment_resource", columns: ["districtId", "messageId", "resourceKey"], unique: true },
  ],
);

export type Sent = Pick<Attachment, "messageId" | "resourceKey" | "kind" | "name" | "by">;

const DAY_MS = 24 * 60 * 60_000;
/** A whole unit's evidence of a day is some dozens of photos. */
export const FILES_A_DAY = 300;
export const BYTES_A_DAY = 2 * 1024 ** 3;

/** Ids begin with their instant: rows since then are one stretch of the primary key. */
const idSince = (at: Date) =>
  at
    .getTime()
    .toString(16)
    .padStart(12, "0")
    .replace(/^(.{8})/, "$1-");

/** One person's last 24 hours, so that nobody fills the disk for everybody. */
async function mustFit(turn: Turn, by: string): Promise<void> {
  const since = idSince(new Date(turn.now.getTime() - DAY_MS));
  const found = await turn.tx
    .getRepository(AttachmentTable)
    .createQueryBuilder("row")
    .select("COUNT(*)", "files")
    .addSelect("SUM(row.size)", "bytes")
    .where("row.districtId = :district AND row.id >= :since AND row.by = :by", {
      district: turn.district,
      since,
      by,
    })
    .getRawOne<{ files: unknown; bytes: unknown }>();
  if (Number(found?.files ?? 0) >= FILES_A_DAY)
    throw new Refusal(`一天最多收${FILES_A_DAY}件材料，请明天再发，或打包成一个文件`);
  if (Number(found?.bytes ?? 0) >= BYTES_A_DAY) throw new Refusal("今天发的材料已满2GB，请明天再发");
}

/** Keeps that something was sent; a leased job fetches the bytes. The same resource is kept once. */
export async function keepAttachment(
  turn: Turn,
  sent: Sent,
  belongs: { subject: string; stage: Stage } | null,
): Promise<Attachment> {
  const rows = turn.tx.getRepository(AttachmentTable);
  const { messageId, resourceKey } = sent;
  const known = await rows.findOneBy({ districtId: turn.district, messageId, resourceKey });
  if (known) return known;
  await mustFit(turn, sent.by);
  const row: Attachment = {
    ...sent,
    id: newRowId(turn.now),
    districtId: turn.district,
    subject: belongs?.subject ?? null,
    stage: belongs?.stage ?? null,
    name: ownName(sent.name),
    state: "waiting",
    size: null,
    sha256: null,
    takenOn: null,
    imageKey: null,
    reason: null,
    at: turn.now,
    visibleAt: turn.now.getTime(),
    token: null,
    attempts: 0,
  };
  await rows.insert(row);
  return row;
}

/** Under which other subjects of this kind the same bytes lie: `hazard:` and a subject of it. */
export async function subjectsSharing(
  { tx, district }: Turn,
  subject: string,
  contents: readonly string[],
): Promise<string[]> {
  if (contents.length === 0) return [];
  const subjects = await rowsBy(
    tx,
    `SELECT DISTINCT subject FROM attachment
     WHERE district_id = ? AND sha256 IN (${contents.map(() => "?").join(", ")})`,
    [district, ...contents],
    (row) => String(row["subject"]),
  );
  const kind = subject.slice(0, subject.indexOf(":") + 1);
  return subjects.filter((each) => each.startsWith(kind) && each !== subject);
}

/** Says what a kept attachment belongs to. */
export async function fileUnder(turn: Turn, ids: string[], subject: string, stage: Stage): Promise<void> {
  await turn.tx
    .getRepository(AttachmentTable)
    .update({ districtId: turn.district, id: In(ids) }, { subject, stage });
}

/** Everything sent about a subject, oldest first. */
export const attachmentsOf = (turn: Turn, subject: string): Promise<Attachment[]> =>
  findRows(turn.tx, AttachmentTable, { districtId: turn.district, subject }, { order: { id: "ASC" } });
