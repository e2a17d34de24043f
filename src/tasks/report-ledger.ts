import { defineTable, id, json, key } from "../db/define.ts";
import { changeRows, findRow, insertRows } from "../db/statements.ts";
import { show } from "../jobs/show.ts";
import type { Turn } from "../turn.ts";
import type { Ledger, UnitLedger } from "./paper.ts";
import { subjectOf } from "./store.ts";
import { isOpen, type Task } from "./task.ts";

/** The card names no more open items than these; the document names them all. */
const NAMED = 5;

type LedgerRow = { id: string; districtId: string; shown: UnitLedger };

/** What the ledger said when a task's report was opened last: its card shows this, whatever moved since. */
export const ReportLedgerTable = defineTable<LedgerRow>("report_ledger", {
  id: id(),
  districtId: { ...key(), name: "district_id" },
  shown: json(),
});

/** How a duty's report is filled in from the ledger; `null` when it is not. */
export const reportKind = (turn: Turn, { duty }: Pick<Task, "duty">): "progress" | "summary" | null =>
  turn.campaign.duties.find(({ key: each }) => each === duty)?.report ?? null;

/** Whether its unit's card is the form that the ledger fills in. */
export const isFilledIn = (turn: Turn, task: Task): boolean =>
  reportKind(turn, task) !== null && isOpen(task) && task.state !== "issued";

/** What the report's form shows of the ledger; `null` when it was not opened yet. */
export const ledgerShown = async (
  { tx, district: districtId }: Turn,
  task: Task,
): Promise<UnitLedger | null> =>
  (await findRow(tx, ReportLedgerTable, { districtId, id: task.id }))?.shown ?? null;

/** A report is opened: from now on every copy of its form shows these figures, until it is opened again (P7). */
export async function showLedger(turn: Turn, task: Task, now: UnitLedger): Promise<void> {
  const { tx, district: districtId } = turn;
  const shown = { ...now, open: now.open.slice(0, NAMED) };
  const here = { districtId, id: task.id };
  if ((await changeRows(tx, ReportLedgerTable, here, { shown })) === 0)
    await insertRows(tx, ReportLedgerTable, [{ ...here, shown }]);
  show(turn, subjectOf(task));
}

/** Reads the ledger for whoever opens a report; any other task has none. */
export async function openReport(turn: Turn, task: Task, ledger: Ledger | null): Promise<void> {
  if (ledger && isFilledIn(turn, task)) await showLedger(turn, task, await ledger(turn, task.unit));
}
