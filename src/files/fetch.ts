import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import { newRowId } from "../db/ids.ts";
import { changeBy, changeRows, findBy, findRow } from "../db/statements.ts";
import { LEASE_MS } from "../jobs/leases.ts";
import type { Failure } from "../jobs/outcome.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief, type Log } from "../log.ts";
import type { Turn } from "../turn.ts";
import { isShown, refusalOf } from "./accept.ts";
import { AttachmentTable, type Attachment } from "./attachment.ts";
import { diskTrouble, tellOfDisk, triedAgainAt } from "./disk.ts";
import { takenOf } from "./exif.ts";
import { isPicture, kindOf } from "./sniff.ts";
import { keepBytes } from "./store.ts";

const CAP_BYTES = 100 * 1024 * 1024;
const MOST_TRIES = 8;
const BATCH = 8;

type Answered<Value> = Promise<{ ok: true; value: Value } | { ok: false; error: Failure }>;

/** The two requests that bring a file in. */
export type Fetcher = {
  download(
    messageId: string,
    key: string,
    kind: "image" | "file",
    capBytes: number,
  ): Answered<{ bytes: Uint8Array }>;
  uploadImage(bytes: Uint8Array): Answered<string>;
};

export type FetchParts = {
  door: Door;
  districts: readonly string[];
  /** Opens the turn of the district's campaign, for telling the subject's cards. */
  turnOf: (tx: Turn["tx"], districtId: string, now: Date) => Turn;
  fetcher: Fetcher;
  dir: string;
  clock: Clock;
  log: Log;
};

/** One pass over what was sent and is not here yet: claims, fetches, keeps, and tells the cards. */
export function openFetch(parts: FetchParts): () => Promise<number> {
  const { door, districts, clock } = parts;
  return async () => {
    let worked = 0;
    for (const districtId of districts) {
      const now = clock.now();
      const rows = await door((tx) =>
        findBy(
          tx,
          AttachmentTable,
          `district_id = ? AND state = 'waiting' AND visible_at <= ? ORDER BY visible_at LIMIT ${BATCH}`,
          [districtId, now.getTime()],
        ),
      );
      for (const row of rows) if (await fetchOne(parts, row)) worked += 1;
    }
    return worked;
  };
}

async function fetchOne(parts: FetchParts, row: Attachment): Promise<boolean> {
  const { door, clock, log } = parts;
  const { districtId, id } = row;
  const token = newRowId(clock.now());
  const now = clock.now().getTime();
  const claimed = await door((tx) =>
    changeBy(
      tx,
      `UPDATE attachment SET visible_at = ?, token = ?, attempts = ?
       WHERE district_id = ? AND id = ? AND state = 'waiting' AND visible_at <= ?`,
      [now + LEASE_MS, token, row.attempts + 1, districtId, id, now],
    ),
  );
  if (claimed === 0) return false;
  trace("fetching", { row: id });
  const { disk = null, ...found } = await bring(parts, row).catch((error: unknown) => {
    log.error("attachment not fetched", { row: id, ...inBrief(error) });
    return failed(row, error, clock.now());
  });
  await door(async (tx) => {
    const change = { ...found, token: null };
    const kept = await changeRows(tx, AttachmentTable, { districtId, id, token }, change);
    const fresh = await findRow(tx, AttachmentTable, { districtId, id });
    if (kept === 0 || !fresh) return;
    const turn = parts.turnOf(tx, districtId, clock.now());
    if (disk) await tellOfDisk(turn, fresh, disk);
    if (!found.state) return;
    if (fresh.subject) show(turn, fresh.subject);
    if (found.state === "refused") await tellSender(turn, fresh);
  });
  trace("fetched", { row: id });
  return true;
}

/** A card only lists it: its sender is told why, and what to send instead. */
const tellSender = (turn: Turn, { id, name, by, reason }: Attachment) =>
  post(turn, { person: by }, `say:${id}`, {
    key: "refused",
    priority: 1,
    frozen: { words: `没有收下“${name}”：${reason ?? ""}。` },
  });

type Found = Partial<
  Pick<Attachment, "state" | "reason" | "size" | "sha256" | "takenOn" | "imageKey" | "visibleAt">
>;

/** `disk`: what our own said, when that is what failed. */
type Brought = Found & { disk?: string };

async function bring({ fetcher, dir, clock }: FetchParts, row: Attachment): Promise<Brought> {
  const got = await fetcher.download(row.messageId, row.resourceKey, row.kind, CAP_BYTES);
  if (!got.ok) return refused(row, got.error, clock.now());
  const { bytes } = got.value;
  const reason = refusalOf(row.name, bytes);
  if (reason) return { state: "refused", reason, size: bytes.byteLength };
  const kept = await keepBytes(dir, bytes);
  const shown = isShown(bytes) ? await fetcher.uploadImage(bytes) : null;
  const takenOn = isPicture(kindOf(bytes)) ? (takenOf(bytes) ?? "") : null;
  return { state: "stored", reason: null, ...kept, takenOn, imageKey: shown?.ok ? shown.value : null };
}

const PASSING = new Set<Failure["class"]>(["wait", "token", "again", "stop"]);

function refused(row: Attachment, error: Failure, now: Date): Found {
  const words = `${error.code} ${error.message}`;
  return PASSING.has(error.class) ? again(row, words, now) : { state: "failed", reason: words.slice(0, 500) };
}

function failed(row: Attachment, error: unknown, now: Date): Brought {
  const { message } = inBrief(error);
  const disk = diskTrouble(error);
  if (!disk) return again(row, message, now);
  return { disk, visibleAt: triedAgainAt(row, now), reason: message.slice(0, 500) };
}

function again(row: Attachment, reason: string, now: Date): Found {
  if (row.attempts + 1 >= MOST_TRIES) return { state: "failed", reason: reason.slice(0, 500) };
  return { visibleAt: now.getTime() + 2 ** row.attempts * 1_000, reason: reason.slice(0, 500) };
}
