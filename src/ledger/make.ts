import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { EntityManager } from "typeorm";
import { openCalendar } from "../campaign/calendar.ts";
import { ChainTable } from "../campaign/chain.ts";
import { HistoryTable } from "../campaign/history-table.ts";
import { PersonTable, SeatTable } from "../campaign/people.ts";
import { dayOf } from "../dates.ts";
import { openDatabase } from "../db/database.ts";
import { asAtOneInstant } from "../db/snapshot.ts";
import { EnterpriseTable } from "../enterprises/store.ts";
import { AttachmentTable } from "../files/attachment.ts";
import { HazardPastTable } from "../hazards/past.ts";
import { HazardTable } from "../hazards/table.ts";
import { TaskTable } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { writeLedger } from "./book.ts";
import type { ExportOrder, Made } from "./orders.ts";
import { WordsTable } from "./words.ts";

/** The tables that ledgers are made of. */
const READ = [
  AttachmentTable,
  ChainTable,
  EnterpriseTable,
  HazardPastTable,
  HazardTable,
  HistoryTable,
  PersonTable,
  SeatTable,
  TaskTable,
  WordsTable,
];

type Ordered = Pick<ExportOrder, "database" | "campaign" | "years" | "now">;

/** A turn that only reads, as at one instant; of tables it knows those of a ledger, or those that are named. */
export async function reading<Result>(
  { database, campaign, years, now }: Ordered,
  work: (turn: Turn) => Promise<Result>,
  tables: Parameters<typeof openDatabase>[1] = READ,
): Promise<Result> {
  const db = await openDatabase(database, tables);
  const calendar = openCalendar(years);
  const today = dayOf(now, campaign.district.timezone);
  const turnIn = (tx: EntityManager): Turn => ({
    tx,
    district: campaign.district.key,
    campaign,
    calendar,
    now,
    today,
    source: "ledger",
  });
  try {
    return await asAtOneInstant(db, (tx) => work(turnIn(tx)));
  } finally {
    await db.destroy();
  }
}

/** Makes the ledger's workbook. */
export async function makeLedger(order: ExportOrder): Promise<Made> {
  const { out, asked, by } = order;
  const rows = await reading(order, (turn) => writeLedger(turn, out, asked, by));
  return { rows, ...(await sumOf(out)) };
}

/** A file's hash and size, without having it whole in memory. */
export async function sumOf(path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes);
  return { sha256: hash.digest("hex"), size: (await stat(path)).size };
}
