import { importCard, type ImportView } from "../../cards/ledger-import.ts";
import { changeRows, findRow } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import type { Attachment } from "../files/attachment.ts";
import { show } from "../jobs/show.ts";
import type { Answer, CardReply, Draw, Person, Turn } from "../turn.ts";
import { touchedSince } from "./change.ts";
import { unitsWrittenBy } from "./import-job.ts";
import { Imported } from "./import-rows.ts";
import { keepJob, LedgerJobTable, type LedgerJob, type LedgerState } from "./job.ts";

const WORKBOOK = /\.xls[xm]$/i;

/** Whether a file that came by itself may be a ledger, from somebody who may import one. */
export function mayBeLedger(by: Person, files: readonly { name: string }[]): boolean {
  const units = unitsWrittenBy(by);
  return files.length === 1 && WORKBOOK.test(files[0]?.name ?? "") && (units === null || units.length > 0);
}

/** Has a sheet read, apart and outside of the turn; its preview follows. */
export async function takeLedger(turn: Turn, by: Person, { id }: Attachment): Promise<string> {
  await keepJob(turn, { kind: "import", personId: by.id, attachmentId: id });
  return "表格已收到，正在核对，稍后发到这里";
}

const jobOf = (turn: Turn, id: string): Promise<LedgerJob | null> =>
  findRow(turn.tx, LedgerJobTable, { districtId: turn.district, id });

async function mine(
  turn: Turn,
  { by, id }: CardReply,
  state: LedgerState,
  words: string,
): Promise<LedgerJob> {
  const job = await jobOf(turn, id);
  if (!job || job.personId !== by.id) throw new Refusal("没有找到这份表，请再发一次");
  if (job.state !== state) throw new Refusal(words);
  return job;
}

/** What a sheet was allowed when it was read is not what its sender may do for ever: a seat that was left gives nothing. */
function mustStillWrite(by: Person, result: Imported): void {
  const units = unitsWrittenBy(by);
  if (units === null || result.units?.every((unit) => units.includes(unit))) return;
  throw new Refusal("您现在不能导入这些单位的台账，请由办公室或本单位再发一次");
}

async function moveTo(turn: Turn, job: LedgerJob, state: LedgerState, result: object | null): Promise<void> {
  const { districtId, id, version } = job;
  const change = {
    state,
    result,
    version: version + 1,
    visibleAt: turn.now.getTime(),
    attempts: 0,
    token: null,
  };
  if ((await changeRows(turn.tx, LedgerJobTable, { districtId, id, version }, change)) === 0)
    throw new StaleCard();
  show(turn, `import:${id}`);
}

/** Its rows are written from now on, some at a time. */
export async function applyImport(turn: Turn, reply: CardReply): Promise<Answer> {
  const job = await mine(turn, reply, "ready", "这份表已经处理过了，请看卡片上的结果");
  mustStillWrite(reply.by, Imported.parse(job.result));
  const same = await turn.tx
    .getRepository(LedgerJobTable)
    .findBy({ districtId: turn.district, sha256: job.sha256 ?? "" });
  if (same.some(({ id, state }) => id !== job.id && ["applying", "applied", "undoing"].includes(state)))
    throw new Refusal("同一份表已经导入过，没有再次写入");
  await moveTo(turn, job, "applying", job.result);
  return { toast: "正在导入，完成后卡片会更新" };
}

/** It is not written. */
export async function dropImport(turn: Turn, reply: CardReply): Promise<Answer> {
  const job = await mine(turn, reply, "ready", "这份表已经处理过了，请看卡片上的结果");
  await moveTo(turn, job, "dropped", job.result);
  return { toast: "没有导入", tone: "info" };
}

/** Everything as before, unless one of its hazards was dealt with since; one that broke off goes on. */
export async function undoImport(turn: Turn, reply: CardReply): Promise<Answer> {
  const job = await mine(turn, reply, "applied", "这次导入已经撤销");
  mustStillWrite(reply.by, Imported.parse(job.result));
  const touched = await touchedSince(turn, job.id);
  if (touched > 0) throw new Refusal(`有${touched}条后来又办理过，不能撤销，请逐条更正`);
  await moveTo(turn, job, "undoing", { ...Imported.parse(job.result), skipped: 0 });
  return { toast: "正在撤销，完成后卡片会更新" };
}

const SHOWN = ["ready", "applying", "applied", "undoing", "undone", "dropped"] as const;

/** The preview of an import, or what came of it. */
export const drawImport: Draw = async (turn, id) => {
  const job = await jobOf(turn, id);
  const read = Imported.safeParse(job?.result);
  const state: ImportView["state"] | undefined = SHOWN.find((each) => each === job?.state);
  if (!job || !state || !read.success) return null;
  const { name, fresh, changed, unchanged, wrong, first, errors, done, skipped, restored } = read.data;
  const hasErrors = errors !== null;
  const view = {
    id,
    rev: job.version,
    state,
    name,
    fresh,
    changed,
    unchanged,
    wrong,
    first,
    hasErrors,
    done,
    skipped,
    restored,
  };
  return { card: importCard(view) };
};
