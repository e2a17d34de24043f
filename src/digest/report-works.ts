import type { Clock } from "../clock.ts";
import { record } from "../campaign/history.ts";
import type { Door } from "../db/door.ts";
import { newRowId } from "../db/ids.ts";
import { changeRows, findRow, findRows } from "../db/statements.ts";
import { officialDocument } from "../files/official.ts";
import { keepBytes } from "../files/store.ts";
import { post, show } from "../jobs/outbox.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief, type Log } from "../log.ts";
import { PaperTable, type PaperRow } from "../tasks/paper-store.ts";
import type { ReportContent } from "../tasks/report-content.ts";
import { reportDocument } from "../tasks/report-document.ts";
import type { Turn } from "../turn.ts";
import type { PackContent } from "./pack.ts";
import { packDocument } from "./pack-document.ts";

/** A document takes a second; one that was begun by a process that died is begun anew. */
const LEASE_MS = 60_000;
const RETRY_MS = 5_000;
const MOST_TRIES = 3;
const BATCH = 8;

export type ReportParts = {
  door: Door;
  districts: readonly string[];
  turnOf: (tx: Turn["tx"], campaign: string, now: Date) => Turn;
  dir: string;
  clock: Clock;
  log: Log;
};

/** One pass over the reports that are to be laid out, outside of any turn; each is then sent to whoever asked. */
export function openReportWorks(parts: ReportParts): () => Promise<number> {
  const { door, districts, clock } = parts;
  return async () => {
    const now = clock.now().getTime();
    const waiting = await door((tx) =>
      findRows(tx, PaperTable, { districtId: [...districts], state: "waiting" }, { order: { id: "ASC" } }),
    );
    let worked = 0;
    for (const row of waiting.filter(({ visibleAt }) => visibleAt <= now).slice(0, BATCH))
      if (await workOn(parts, row)) worked += 1;
    return worked;
  };
}

async function workOn(parts: ReportParts, row: PaperRow): Promise<boolean> {
  const { door, clock, log } = parts;
  const { id, districtId, visibleAt } = row;
  const token = newRowId(clock.now());
  const mine = { districtId, id, state: "waiting" as const };
  const held = { visibleAt: clock.now().getTime() + LEASE_MS, token, attempts: row.attempts + 1 };
  if ((await door((tx) => changeRows(tx, PaperTable, { ...mine, visibleAt }, held))) === 0) return false;
  trace("report", { row: id });
  const sha256 = await made(parts, row).catch((error: unknown) => {
    log.error("report not laid out", { row: id, ...inBrief(error) });
    return null;
  });
  if (!sha256 && row.attempts + 1 < MOST_TRIES) {
    const again = { visibleAt: clock.now().getTime() + RETRY_MS, token: null };
    await door((tx) => changeRows(tx, PaperTable, { ...mine, token }, again));
    return true;
  }
  await door(async (tx) => {
    const state = sha256 ? ("made" as const) : ("failed" as const);
    const kept = await changeRows(tx, PaperTable, { ...mine, token }, { state, sha256, token: null });
    const fresh = await findRow(tx, PaperTable, { districtId, id });
    if (kept > 0 && fresh) await send(parts.turnOf(tx, fresh.campaign, clock.now()), fresh);
  });
  return true;
}

/** What was frozen in the row is one of the two. */
function documentOf({ content }: PaperRow) {
  const said = content as ReportContent | PackContent;
  return said.form === "pack" ? packDocument(said) : reportDocument(said);
}

const made = async ({ dir }: ReportParts, row: PaperRow): Promise<string> =>
  (await keepBytes(dir, await officialDocument(documentOf(row)))).sha256;

const HASH = 16;

/** Its hash joins the chain; the file goes to its person, or what to do instead. */
async function send(
  turn: Turn,
  { id, subject, kind, documentName: name, sha256, by }: PaperRow,
): Promise<void> {
  const own = { own: true, priority: 0 } as const;
  if (!sha256) {
    const words = `《${name}》没有生成，内容都在卡片上，请再点一次，或自行排版后发文件。`;
    await post(turn, { person: by }, `say:${id}`, { key: "paper", ...own, frozen: { words } });
    return;
  }
  if (kind !== "preview") {
    const words = `生成《${name}》，文件校验${sha256.slice(0, HASH)}`;
    show(turn, subject);
    record(turn, {
      subject,
      by: null,
      act: `${kind === "pack" ? "pack" : "task"}.paper`,
      words,
      details: { name, sha256 },
    });
  }
  await post(turn, { person: by }, `file:${id}`, { key: "paper", ...own, frozen: { name, sha256 } });
}
