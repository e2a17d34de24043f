import { readFile } from "node:fs/promises";
import { z } from "zod";
import { record } from "../campaign/history.ts";
import { holders } from "../campaign/people.ts";
import { TRAY } from "../campaign/trays.ts";
import { changeRows, rowsBy } from "../db/statements.ts";
import { pathOf } from "../files/store.ts";
import { nudge } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import type { Turn } from "../turn.ts";
import { applyRow, undoRow, type Importer } from "./apply.ts";
import { LedgerChangeTable } from "./change.ts";
import { LedgerJobTable, type LedgerJob } from "./job.ts";
import { Planned } from "./plan.ts";
import { Counts } from "./orders.ts";
import type { LedgerParts, Step } from "./works.ts";

/** Rows written in one transaction: others wait no longer for it than for some presses. */
const AT_ONCE = 50;

export const Imported = Counts.extend({
  name: z.string(),
  units: z.array(z.string()).nullable(),
  /** Rows that were gone through, and those that were dealt with meanwhile. */
  done: z.number(),
  skipped: z.number(),
  /** Rows that were taken back, also before an undo broke off. */
  restored: z.number().default(0),
  appliedAt: z.coerce.date().nullish(),
});
export type Imported = z.infer<typeof Imported>;

/** Writes the next rows of an import, or takes them back; each batch moves the job on in its own transaction. */
export async function writeRows(parts: LedgerParts, job: LedgerJob): Promise<Step> {
  const result = Imported.parse(job.result);
  if (job.state === "undoing") return { change: {}, tell: (turn, fresh) => undoSome(turn, fresh, result) };
  const text = await readFile(pathOf(parts.dir, result.plan), "utf8");
  const rows = z.array(Planned).parse(JSON.parse(text));
  const batch = rows.slice(result.done, result.done + AT_ONCE);
  const isLast = result.done + batch.length >= rows.length;
  return { change: {}, tell: (turn, fresh) => applySome(turn, fresh, { result, batch, isLast }) };
}

type Batch = { result: Imported; batch: readonly Planned[]; isLast: boolean };

async function applySome(turn: Turn, job: LedgerJob, { result, batch, isLast }: Batch): Promise<void> {
  const importer: Importer = { by: job.personId, units: result.units };
  let skipped = result.skipped;
  for (const planned of batch) if (!(await applyRow(turn, job.id, planned, importer))) skipped += 1;
  const done = result.done + batch.length;
  const appliedAt = isLast ? turn.now : null;
  await moveOn(turn, job, { ...result, done, skipped, appliedAt }, isLast ? "applied" : "applying");
  if (isLast) await finish(turn, job, done - skipped);
}

async function finish(turn: Turn, { id, personId, sha256 }: LedgerJob, written: number): Promise<void> {
  record(turn, {
    subject: `import:${id}`,
    by: personId,
    act: "ledger.import",
    words: `导入台账${written}条`,
    details: { sha256, written },
  });
  await tellUnits(turn, id);
}

/** Units that got hazards by it are told once each, not once a hazard. */
async function tellUnits(turn: Turn, jobId: string): Promise<void> {
  const units = await rowsBy(
    turn.tx,
    `SELECT DISTINCT h.lead_unit AS unit FROM ledger_change c JOIN hazard h ON h.id = c.hazard_id
     WHERE c.district_id = ? AND c.job_id = ? AND h.state = 'assigned'`,
    [turn.district, jobId],
    ({ unit }) => String(unit),
  );
  for (const unit of units)
    for (const { id } of await holders(turn, unit, ["lead", "liaison"]))
      await nudge(turn, id, TRAY, `imported:${jobId}`);
}

/** What is taken back is gone from the list: an undo that broke off goes on with what is left, after what it had to pass over. */
async function undoSome(turn: Turn, job: LedgerJob, result: Imported): Promise<void> {
  const changes = await turn.tx.getRepository(LedgerChangeTable).find({
    where: { districtId: turn.district, jobId: job.id },
    order: { row: "ASC" },
    skip: result.skipped,
    take: AT_ONCE,
  });
  let { skipped, restored } = result;
  for (const change of changes)
    if (await undoRow(turn, change, job.personId)) restored += 1;
    else skipped += 1;
  const isLast = changes.length < AT_ONCE;
  await moveOn(turn, job, { ...result, skipped, restored }, isLast ? "undone" : "undoing");
  if (!isLast) return;
  record(turn, {
    subject: `import:${job.id}`,
    by: job.personId,
    act: "ledger.import.undo",
    words: `撤销导入台账${restored}条`,
  });
}

async function moveOn(
  turn: Turn,
  job: LedgerJob,
  result: Imported,
  state: LedgerJob["state"],
): Promise<void> {
  const { id, districtId } = job;
  await changeRows(turn.tx, LedgerJobTable, { districtId, id }, { result, state, attempts: 0 });
  show(turn, `import:${id}`);
}
