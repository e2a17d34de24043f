import { createHash } from "node:crypto";
import { rootInWords, rootOf } from "../campaign/chain.ts";
import { record } from "../campaign/history.ts";
import { holders, officePeople } from "../campaign/people.ts";
import { post } from "../jobs/outbox.ts";
import type { Turn } from "../turn.ts";
import { bulletinCode } from "./bulletin.ts";
import { readersOf } from "./bulletin-readers.ts";
import { saveBulletin, subjectOf, type BulletinRow } from "./bulletin-store.ts";
import { cardAsIssued } from "./bulletin-view.ts";

/** The document as it lies in the files' store. */
export type File = { name: string; sha256: string };

/** Freezes the card and the document, and sends both: to the group, and the card to the seats that get it. */
export async function issueBulletin(
  turn: Turn,
  approved: BulletinRow,
  file: File | null,
  chatFromSettings: string | undefined,
): Promise<void> {
  const card = await cardAsIssued(turn, approved, rootInWords(await rootOf(turn.tx, turn.district)));
  const bulletin = await saveBulletin(turn, approved, {
    ...approved,
    state: "issued",
    card,
    documentName: file?.name ?? "",
    sha256: file?.sha256 ?? null,
  });
  const cardHash = createHash("sha256").update(JSON.stringify(card)).digest("hex");
  record(turn, {
    subject: subjectOf(bulletin),
    by: bulletin.approvedBy,
    act: "bulletin.issue",
    words: `${bulletinCode(bulletin)}发出${file ? `，文件校验${file.sha256.slice(0, 16)}` : "，文件没有做成"}`,
    details: { card: cardHash, document: file?.sha256 ?? null },
  });
  const chat = chatFromSettings ?? turn.campaign.joint_meeting.chat_id;
  if (chat) await toGroup(turn, chat, bulletin, file);
  for (const { id } of await readersOf(turn))
    await post(turn, { person: id }, subjectOf(bulletin), { key: "issued", priority: 2 });
  if (!chat || !file) await tellTrouble(turn, bulletin, { chat, file });
}

async function toGroup(turn: Turn, chat: string, bulletin: BulletinRow, file: File | null): Promise<void> {
  await post(turn, { chat }, subjectOf(bulletin), { key: "issued", priority: 2 });
  if (file) await post(turn, { chat }, `file:${bulletin.id}`, { key: "issued", priority: 2, frozen: file });
}

/** What did not go out is said to the office and the operator. */
async function tellTrouble(
  turn: Turn,
  bulletin: BulletinRow,
  { chat, file }: { chat: string | null; file: File | null },
): Promise<void> {
  const code = bulletinCode(bulletin);
  const words = [
    ...(chat ? [] : [`${code}没有发群：还没有设置联席会议群，请写进 JOINT_MEETING_CHAT_ID。`]),
    ...(file ? [] : [`${code}的Word文件没有做成，卡片已照常发出。原因在日志里。`]),
  ].join("");
  const operators = await holders(turn, "office", ["sysadmin"]);
  for (const { id } of [...(await officePeople(turn)), ...operators])
    await post(turn, { person: id }, `say:bulletin-${bulletin.id}`, { key: "told", frozen: { words } });
}
