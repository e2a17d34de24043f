import { z } from "zod";
import { record } from "../campaign/history.ts";
import { changeRows } from "../db/statements.ts";
import { officialDocument } from "../files/official.ts";
import { keepBytes } from "../files/store.ts";
import { openApartWork, type ApartParts } from "../jobs/apart-work.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { PaperTable, type PaperRow } from "../tasks/paper-store.ts";
import { ReportContent } from "../tasks/report-content.ts";
import { reportDocument } from "../tasks/report-document.ts";
import type { Turn } from "../turn.ts";
import { PackContent } from "./pack-content.ts";
import { packDocument } from "./pack-document.ts";

/** A document takes a second. */
const LEASE_MS = 60_000;

export type ReportParts = ApartParts & { dir: string };

/** One pass over the reports that are to be laid out, outside of any turn; each is then sent to whoever asked. */
export const openReportWorks = (parts: ReportParts): (() => Promise<number>) =>
  openApartWork<PaperRow, { sha256: string | null }>(parts, {
    name: "report",
    table: PaperTable,
    states: ["waiting"],
    leaseMs: () => LEASE_MS,
    still: () => ({ state: "waiting" }),
    work: (row) => made(parts, row),
    failed: () => ({ sha256: null }),
    settle: async (turn, row, { sha256 }) => {
      const { districtId, id } = row;
      const state = sha256 ? "made" : "failed";
      await changeRows(turn.tx, PaperTable, { districtId, id }, { state, sha256 });
      await send(turn, { ...row, sha256 });
    },
  });

const Content = z.discriminatedUnion("form", [ReportContent, PackContent]);

/** What was frozen in the row is one of the two. */
function documentOf({ content }: PaperRow) {
  const said = Content.parse(content);
  return said.form === "pack" ? packDocument(said) : reportDocument(said);
}

const made = async ({ dir }: ReportParts, row: PaperRow) =>
  keepBytes(dir, await officialDocument(documentOf(row)));

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
