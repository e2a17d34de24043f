import type { Door } from "../db/door.ts";
import type { Clock } from "../clock.ts";
import { dayOf } from "../dates.ts";
import { newRowId } from "../db/ids.ts";
import { changeRows, findRow, findRows } from "../db/statements.ts";
import { officialDocument } from "../files/official.ts";
import { keepBytes } from "../files/store.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief, type Log } from "../log.ts";
import type { Turn } from "../turn.ts";
import { bulletinDocument } from "./bulletin-document.ts";
import { issueBulletin } from "./bulletin-issue.ts";
import { BulletinTable, type BulletinRow } from "./bulletin-store.ts";
import { bulletinView } from "./bulletin-view.ts";
import { bulletinCode } from "./bulletin.ts";

/** A document takes a second; one that was begun by a process that died is begun anew. */
const LEASE_MS = 60_000;
const RETRY_MS = 5_000;
const MOST_TRIES = 3;

export type BulletinParts = {
  door: Door;
  districts: readonly string[];
  turnOf: (tx: Turn["tx"], campaign: string, now: Date) => Turn;
  chat: string | undefined;
  dir: string;
  clock: Clock;
  log: Log;
};

/** One pass over the bulletins that were approved: each is laid out outside of any turn, then goes out in one. */
export function openBulletinWorks(parts: BulletinParts): () => Promise<number> {
  const { door, districts, clock } = parts;
  return async () => {
    const now = clock.now().getTime();
    const waiting = await door((tx) =>
      findRows(
        tx,
        BulletinTable,
        { districtId: [...districts], state: "approved" },
        { order: { id: "ASC" } },
      ),
    );
    let worked = 0;
    for (const row of waiting.filter(({ visibleAt }) => visibleAt <= now))
      if (await workOn(parts, row)) worked += 1;
    return worked;
  };
}

async function workOn(parts: BulletinParts, row: BulletinRow): Promise<boolean> {
  const { door, clock, log } = parts;
  const { id, districtId, visibleAt } = row;
  const token = newRowId(clock.now());
  const held = { visibleAt: clock.now().getTime() + LEASE_MS, token, attempts: row.attempts + 1 };
  const mine = { districtId, id, state: "approved" as const };
  if ((await door((tx) => changeRows(tx, BulletinTable, { ...mine, visibleAt }, held))) === 0) return false;
  trace("bulletin", { row: id });
  const file = await made(parts, row).catch((error: unknown) => {
    log.error("bulletin not laid out", { row: id, ...inBrief(error) });
    return null;
  });
  if (!file && row.attempts + 1 < MOST_TRIES) {
    const again = { visibleAt: clock.now().getTime() + RETRY_MS, token: null };
    await door((tx) => changeRows(tx, BulletinTable, { ...mine, token }, again));
    return true;
  }
  await door(async (tx) => {
    const fresh = await findRow(tx, BulletinTable, { ...mine, token });
    if (fresh) await issueBulletin(parts.turnOf(tx, fresh.campaign, clock.now()), fresh, file, parts.chat);
  });
  return true;
}

/** The document's name and hash; its bytes lie in the files' store. */
async function made({ door, turnOf, clock, dir }: BulletinParts, row: BulletinRow) {
  const document = await door(async (tx) => {
    const turn = turnOf(tx, row.campaign, clock.now());
    const view = await bulletinView(turn, row, null);
    const { name, district } = turn.campaign;
    const issuedOn = dayOf(row.approvedAt ?? turn.now, district.timezone);
    return bulletinDocument({ view, campaignName: name, untilOn: row.figures.untilOn }, issuedOn);
  });
  const { sha256 } = await keepBytes(dir, await officialDocument(document));
  return { name: `${bulletinCode(row)}.docx`, sha256 };
}
