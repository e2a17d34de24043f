import { rm } from "node:fs/promises";
import { z } from "zod";
import { record } from "../campaign/history.ts";
import { actsForUnit, isOffice, ownUnits, peopleByIds } from "../campaign/people.ts";
import { findRow, findRows } from "../db/statements.ts";
import { instantInWords } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { AttachmentTable } from "../files/attachment.ts";
import { adoptFile, pathOf } from "../files/store.ts";
import { post } from "../jobs/outbox.ts";
import type { Person, Turn } from "../turn.ts";
import { apart } from "./apart.ts";
import { houseOf } from "./export-job.ts";
import { writeRows } from "./import-rows.ts";
import { LedgerJobTable, type LedgerJob } from "./job.ts";
import { Checked } from "./orders.ts";
import { refusedWith } from "./refused.ts";
import type { LedgerParts, Step } from "./works.ts";

const SOON_MS = 1_000;

/** Units whose hazards a person may write by a sheet: `null` is all, none is nobody's (RULES §2.1). */
export function unitsWrittenBy(person: Person): string[] | null {
  if (isOffice(person)) return null;
  return ownUnits(person).filter((unit) => actsForUnit(person, unit));
}

/** One step of an import: its file is read apart, or some of its rows are written. */
export function importLedger(parts: LedgerParts, job: LedgerJob, beside: string): Promise<Step> {
  return job.state === "waiting" ? check(parts, job, beside) : writeRows(parts, job);
}

const Applied = z.object({ appliedAt: z.coerce.date() });

/** What stands before a sheet is read: whether it is here, who sent it, and whether the same one was written already. */
async function before({ door, turnOf, clock }: LedgerParts, job: LedgerJob) {
  return door(async (tx) => {
    const turn = turnOf(tx, job.campaign, clock.now());
    const { district: districtId } = turn;
    const file = await findRow(tx, AttachmentTable, { districtId, id: job.attachmentId ?? "" });
    const [person] = await peopleByIds(turn, [job.personId]);
    const same = file?.sha256 ? await findRows(tx, LedgerJobTable, { districtId, sha256: file.sha256 }) : [];
    const written = same.find(({ state }) => ["applying", "applied", "undoing"].includes(state));
    const at = Applied.safeParse(written?.result);
    const zone = turn.campaign.district.timezone;
    const when = at.success ? instantInWords(at.data.appliedAt, zone) : "";
    return { file, person: person ?? null, written: written ? when : null };
  });
}

async function check(parts: LedgerParts, job: LedgerJob, beside: string): Promise<Step> {
  const { file, person, written } = await before(parts, job);
  if (!file || !person || file.state === "refused") return { change: { state: "dropped" } };
  const later = parts.clock.now().getTime() + SOON_MS;
  if (file.state === "waiting") return { change: { visibleAt: later, attempts: job.attempts } };
  if (file.state === "failed" || !file.sha256) return refusedWith("表格没有收到，请再发一次");
  if (written !== null) return refusedWith(`这份表已在${written}导入过，没有再次写入`);
  const units = unitsWrittenBy(person);
  const { by: _by, ...house } = await houseOf(parts, job);
  const [path, errorsOut] = [pathOf(parts.dir, file.sha256), `${beside}.errors`];
  const order = { kind: "check", ...house, path, name: file.name, units, out: beside, errorsOut };
  const checked = await apart(order, Checked).catch(async (error: unknown) => {
    await rm(errorsOut, { force: true });
    if (error instanceof Refusal) throw new Refusal(`“${file.name}”没有导入：${error.message}`);
    throw error;
  });
  if (!checked.isLedger) return { change: { state: "dropped" }, tell: askWhere };
  await adoptFile(parts.dir, beside, checked.plan);
  if (checked.errors) await adoptFile(parts.dir, errorsOut, checked.errors);
  const result = { ...checked, name: file.name, units, done: 0, skipped: 0 };
  return {
    change: { state: "ready", sha256: file.sha256, result },
    tell: (turn, { id }) => preview(turn, id, person.id, checked, file.name),
  };
}

/** No ledger: it is asked for what it is evidence, as any other file. */
async function askWhere(turn: Turn, { attachmentId, personId }: LedgerJob): Promise<void> {
  await post(turn, { person: personId }, `filing:${attachmentId ?? ""}`, {
    key: "asked",
    own: true,
    priority: 0,
  });
}

async function preview(
  turn: Turn,
  id: string,
  person: string,
  { fresh, changed, unchanged, wrong, errors }: Extract<Checked, { isLedger: true }>,
  name: string,
): Promise<void> {
  record(turn, {
    subject: `import:${id}`,
    by: person,
    act: "ledger.check",
    words: `核对台账：新增${fresh}、更新${changed}、相同${unchanged}、有误${wrong}`,
    details: { name, fresh, changed, unchanged, wrong },
  });
  const own = { own: true, priority: 0 } as const;
  if (errors) {
    const frozen = { name: "台账-需要改的.xlsx", sha256: errors };
    await post(turn, { person }, `file:${id}`, { key: "errors", ...own, frozen });
  }
  await post(turn, { person }, `import:${id}`, { key: "preview", ...own });
}
