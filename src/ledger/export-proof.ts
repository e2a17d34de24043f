import { createHash } from "node:crypto";
import { z } from "zod";
import { isSigning, readInWords, type ProofView } from "../../cards/proof.ts";
import { wordsCard } from "../../cards/words.ts";
import { record } from "../campaign/history.ts";
import { dayOf, isoIn, timeOf } from "../dates.ts";
import { newRowId } from "../db/ids.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Draw, Turn } from "../turn.ts";
import { csvOf } from "../files/csv.ts";
import { proofOf } from "./proof.ts";

const HEAD = ["环节", "时间", "人员", "内容", "已读", "链位", "校验"];

/** The whole proof as rows, each act with its place and hash in the chain. */
export function proofRows(view: ProofView, exported: { at: Date; by: string }): string[][] {
  const { title, code, unit, told, done, root, zone } = view;
  const at = (instant: Date | null) => (instant ? `${dayOf(instant, zone)} ${timeOf(instant, zone)}` : "");
  const pushes = told.map((each) => [
    "告知",
    at(each.sentAt),
    each.who,
    each.what,
    each.readAt ? at(each.readAt) : readInWords(each, zone),
    "",
    "",
  ]);
  const acts = done.map((each) => [
    isSigning(each) ? "签收" : "办理",
    at(each.at),
    each.by,
    each.words,
    "",
    each.position === null ? "" : String(each.position),
    each.hash ?? "",
  ]);
  return [
    ["办理留痕", code, unit, title],
    ["导出", isoIn(exported.at, zone), exported.by, `当时留痕${root}`],
    HEAD,
    ...[...pushes, ...acts].toSorted((one, other) => ((one[1] ?? "") < (other[1] ?? "") ? -1 : 1)),
  ];
}

/** Sends the asker the proof as a file; that it was made, and its hash, join the chain. */
export async function exportProof(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const view = await proofOf(turn, id, by);
  const text = csvOf(proofRows(view, { at: turn.now, by: by.name }));
  const sha256 = createHash("sha256").update(text).digest("hex");
  const name = `办理留痕-${view.code}-${turn.today}.csv`;
  record(turn, {
    subject: `proof:${id}`,
    by: by.id,
    act: "proof.export",
    words: `导出办理留痕，文件校验${sha256.slice(0, 16)}`,
    details: { name, sha256, root: view.root },
  });
  const subject = `file:${newRowId(turn.now)}`;
  await post(turn, { person: by.id }, subject, {
    key: "export",
    own: true,
    priority: 0,
    frozen: { name, text },
  });
  return { toast: "文件已发在最下面", tone: "info" };
}

const Frozen = z.union([
  z.object({ name: z.string(), text: z.string() }),
  z.object({ name: z.string(), sha256: z.string() }),
]);

/** A document as it was frozen when it was asked for. */
export const drawFile: Draw = (_turn, _id, { frozen }) => {
  const kept = Frozen.parse(frozen);
  const file = "text" in kept ? { name: kept.name, bytes: new TextEncoder().encode(kept.text) } : kept;
  return Promise.resolve({ card: wordsCard(kept.name), file });
};
