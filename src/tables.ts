import type { EntitySchema } from "typeorm";
import { ChainTable } from "./campaign/chain.ts";
import { HistoryTable } from "./campaign/history-table.ts";
import { LightTable } from "./campaign/lights.ts";
import { KeptCampaignTable } from "./campaign/kept.ts";
import { NoticeTable } from "./campaign/notices.ts";
import { CounterTable } from "./campaign/numbers.ts";
import { PersonTable, SeatTable } from "./campaign/people.ts";
import { ReadingTable } from "./campaign/readings.ts";
import { BulletinTable } from "./digest/bulletin-store.ts";
import { DigestTable } from "./digest/store.ts";
import { EnterpriseTable } from "./enterprises/store.ts";
import { AttachmentTable } from "./files/attachment.ts";
import { DraftTable } from "./hazards/draft.ts";
import { HazardPastTable } from "./hazards/past.ts";
import { TallyTable } from "./hazards/tally.ts";
import { HazardTable } from "./hazards/table.ts";
import { LedgerJobTable } from "./ledger/job.ts";
import { LedgerChangeTable } from "./ledger/change.ts";
import { WordsTable } from "./ledger/words.ts";
import { AttemptTable } from "./jobs/attempts.ts";
import { PutOffTable } from "./jobs/budget.ts";
import { InboxTable } from "./jobs/inbox.ts";
import { LeaseTable } from "./jobs/leases.ts";
import { MarkTable } from "./jobs/marks.ts";
import { OccurrenceTable } from "./jobs/occurrences.ts";
import { OutboxTable } from "./jobs/outbox-table.ts";
import { QuotaTable } from "./jobs/quota.ts";
import { ScoreLineTable } from "./score/line-store.ts";
import { ScoreTable } from "./score/store.ts";
import { AbsenceTable } from "./seats/absence-store.ts";
import { HandingTable } from "./seats/handing-store.ts";
import { HandoverTable } from "./seats/handover-store.ts";
import { JoiningTable } from "./seats/joining-store.ts";
import { LookBackTable } from "./hazards/look-back-table.ts";
import { UnboundTable } from "./seats/unbound.ts";
import { NoteTable } from "./tasks/note.ts";
import { PaperTable } from "./tasks/paper-store.ts";
import { ReportLedgerTable } from "./tasks/report-ledger.ts";
import { TaskTable } from "./tasks/store.ts";

/** Every table there is. */
export const TABLES: EntitySchema[] = [
  PersonTable,
  SeatTable,
  AbsenceTable,
  HandoverTable,
  HandingTable,
  JoiningTable,
  UnboundTable,
  CounterTable,
  NoticeTable,
  KeptCampaignTable,
  LightTable,
  HistoryTable,
  ReadingTable,
  ChainTable,
  TaskTable,
  PaperTable,
  ReportLedgerTable,
  NoteTable,
  EnterpriseTable,
  DraftTable,
  HazardTable,
  HazardPastTable,
  TallyTable,
  LookBackTable,
  DigestTable,
  BulletinTable,
  ScoreTable,
  ScoreLineTable,
  AttachmentTable,
  LedgerJobTable,
  WordsTable,
  LedgerChangeTable,
  InboxTable,
  OutboxTable,
  PutOffTable,
  AttemptTable,
  OccurrenceTable,
  QuotaTable,
  LeaseTable,
  MarkTable,
];
