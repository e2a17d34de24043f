import { readFile } from "node:fs/promises";
import type { EntityManager } from "typeorm";
import { supersededCard } from "../../cards/stub.ts";
import { peopleByIds } from "../campaign/people.ts";
import type { Door } from "../db/door.ts";
import { findRow } from "../db/statements.ts";
import { drawListSheet } from "../digest/list-sheet.ts";
import { drawBulletinList } from "../digest/bulletin-list-view.ts";
import { drawBulletin, drawBulletins, drawBulletinUnit } from "../digest/bulletin-view.ts";
import { drawPack, drawPackList } from "../digest/pack-view.ts";
import { drawSlice } from "../digest/slice.ts";
import { drawReportList } from "../digest/report-list.ts";
import { drawDigest, drawDigestList } from "../digest/view.ts";
import { drawLookBack } from "../hazards/look-back.ts";
import { drawMajors } from "../hazards/majors.ts";
import { drawRegistration } from "../hazards/registration-view.ts";
import { drawSearch } from "../hazards/search-view.ts";
import { drawHazard } from "../hazards/view.ts";
import { pathOf } from "../files/store.ts";
import { drawTray } from "../followup/tray.ts";
import { drawEscalation, drawQueueWith } from "../followup/view.ts";
import { OutboxTable, type OutboxRow } from "../jobs/outbox-table.ts";
import { mayRingAt } from "../jobs/quiet.ts";
import type { Address, DrawRow } from "../jobs/carrier.ts";
import { drawFile } from "../ledger/export-proof.ts";
import { drawImport } from "../ledger/import.ts";
import { drawProof } from "../ledger/proof.ts";
import { drawNote, drawTask } from "../tasks/view.ts";
import { bulletinItems } from "../digest/bulletin-queue.ts";
import { objectionItems } from "../score/queue.ts";
import { drawScoreFile } from "../score/sheet.ts";
import { drawScoreList, drawScoreUnit } from "../score/unit-view.ts";
import { drawScore } from "../score/view.ts";
import type { Draw, Drawn, FileToSend, KeptFile, Person, Turn } from "../turn.ts";
import { drawJoining } from "../seats/joining-view.ts";
import { drawRoster } from "../seats/roster-view.ts";
import { drawLeave } from "../seats/view.ts";
import { drawCover } from "./cover.ts";
import { drawFiling } from "./filing.ts";
import { drawHanding } from "./hand-on.ts";
import { drawHandover } from "./handover.ts";
import { drawHelp } from "./help.ts";
import { drawWords } from "./say.ts";
import { campaignOf, openTurn, type House } from "./routes.ts";

/** Subject → its card as of now. */
const SUBJECTS: Record<string, Draw> = {
  task: drawTask,
  note: drawNote,
  hazard: drawHazard,
  register: drawRegistration,
  search: drawSearch,
  lookback: drawLookBack,
  majors: drawMajors,
  queue: drawQueueWith(async (turn) => [...(await objectionItems(turn)), ...(await bulletinItems(turn))]),
  tray: drawTray,
  escalation: drawEscalation,
  digest: drawDigest,
  figures: drawDigestList,
  sheet: drawListSheet,
  bulletin: drawBulletin,
  bulletins: drawBulletins,
  blist: drawBulletinList,
  bunit: drawBulletinUnit,
  score: drawScore,
  sunit: drawScoreUnit,
  slist: drawScoreList,
  sfile: drawScoreFile,
  pack: drawPack,
  plist: drawPackList,
  rlist: drawReportList,
  slice: drawSlice,
  leave: drawLeave,
  cover: drawCover,
  hand: drawHanding,
  handover: drawHandover,
  join: drawJoining,
  roster: drawRoster,
  filing: drawFiling,
  proof: drawProof,
  file: drawFile,
  import: drawImport,
  help: drawHelp,
  say: drawWords,
};

/** Draws the card of one copy, for its own reader. */
export async function drawCopy(turn: Turn, row: OutboxRow, person: Person | null): Promise<Drawn | null> {
  if (row.superseded) return { card: supersededCard() };
  const [kind = "", id = ""] = row.subject.split(/:(.*)/s);
  return (await SUBJECTS[kind]?.(turn, id, { person, form: row.openForm, frozen: row.frozen })) ?? null;
}

function addressOf(row: OutboxRow, reader: Person | null): Address | null {
  if (row.chatId) return { chatId: row.chatId };
  return reader ? { openId: reader.openId } : null;
}

/** What waited out an outage does not ring at night or on a rest day either; answers to one's own act always pass. */
function restsUntil({ now, campaign, calendar }: Turn, { priority }: OutboxRow): Date | null {
  const ringsAt = priority === 0 ? now : mayRingAt(now, campaign, calendar);
  return ringsAt > now ? ringsAt : null;
}

/** For the sender: reads a row again and draws what it shows now. */
export const drawRows =
  (house: House, door: Door, now: () => Date, filesDir: string): DrawRow =>
  async (row) => {
    const drawn = await door(async (tx: EntityManager) => {
      const { districtId, id } = row;
      const fresh = await findRow(tx, OutboxTable, { districtId, id });
      if (!fresh) return null;
      const turn = openTurn(house, tx, campaignOf(house, fresh.campaign), now());
      const [reader = null] = fresh.personId ? await peopleByIds(turn, [fresh.personId]) : [];
      const to = addressOf(fresh, reader);
      const drawn = to && (await drawCopy(turn, fresh, reader));
      return to && drawn ? { ...drawn, to, restsUntil: restsUntil(turn, fresh) } : null;
    });
    if (!drawn) return null;
    const { file, ...rest } = drawn;
    return file ? { ...rest, file: await bytesOf(file, filesDir) } : rest;
  };

/** A kept document is read when it leaves, outside of any transaction. */
async function bytesOf(file: FileToSend | KeptFile, dir: string): Promise<FileToSend> {
  if ("bytes" in file) return file;
  return { name: file.name, bytes: await readFile(pathOf(dir, file.sha256)) };
}
