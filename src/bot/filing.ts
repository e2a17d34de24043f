import { z } from "zod";
import { filingCard } from "../../cards/filing.ts";
import { Refusal } from "../errors.ts";
import { AttachmentTable, type Attachment } from "../files/attachment.ts";
import { draftOf, draftSubject } from "../hazards/draft.ts";
import { openHazardRows } from "../hazards/rows.ts";
import { adoptHazardEvidence } from "../hazards/reply.ts";
import { adoptDraftEvidence } from "../hazards/supplement.ts";
import { post } from "../jobs/outbox.ts";
import { openTaskRows } from "../tasks/rows.ts";
import { adoptTaskEvidence } from "../tasks/reply.ts";
import type { Answer, CardReply, Draw, Person, Turn } from "../turn.ts";

const SUBJECT = z.string().regex(/^(task|hazard|register):[0-9a-f-]{36}$/, "请选一项");

type Adopt = (turn: Turn, by: Person, id: string, files: readonly Attachment[]) => Promise<string>;

/** Who takes in what was filed; a hazard that is being registered takes it as its photo of the finding. */
const ADOPT: Record<string, Adopt> = {
  task: adoptTaskEvidence,
  hazard: adoptHazardEvidence,
  register: adoptDraftEvidence,
};

/** All that came with the message that brought this attachment. */
async function sentTogether(turn: Turn, id: string): Promise<Attachment[]> {
  const rows = turn.tx.getRepository(AttachmentTable);
  const first = await rows.findOneBy({ districtId: turn.district, id });
  return first ? rows.findBy({ districtId: turn.district, messageId: first.messageId }) : [];
}

/** Asks which of the sender's open items a bare photo or file belongs to. */
export async function sendFiling(turn: Turn, by: Person, attachmentId: string): Promise<void> {
  await post(turn, { person: by.id }, `filing:${attachmentId}`, { key: "asked", own: true, priority: 0 });
}

/** Draws the question, or what was answered to it. */
export const drawFiling: Draw = async (turn, id, { person }) => {
  const files = await sentTogether(turn, id);
  if (!person || files.length === 0) return null;
  const rows = [...(await openTaskRows(turn, person)), ...(await openHazardRows(turn, person))];
  const draft = await draftOf(turn, person.id);
  const begun = draft ? [{ value: draftSubject(draft.id), text: "正在登记的隐患" }] : [];
  const options = [...begun, ...rows.map(({ subject, title }) => ({ value: subject, text: title }))];
  const filed = rows.find(({ subject }) => subject === files[0]?.subject)?.title ?? null;
  const names = files.map(({ name }) => name);
  return {
    card: filingCard({ id, names, options, filedUnder: files[0]?.subject ? (filed ?? "已归入") : null }),
  };
};

/** Files what was sent under the chosen item. */
export async function chooseFiling(
  turn: Turn,
  { by, id, form }: CardReply<{ option: string }>,
): Promise<Answer> {
  const subject = SUBJECT.safeParse(form.option);
  if (!subject.success) throw new Refusal("请在下拉框里选一项");
  const files = (await sentTogether(turn, id)).filter((file) => file.by === by.id);
  if (files.length === 0) throw new Refusal("没有找到这份材料，请重新发送");
  if (files.some((file) => file.subject)) throw new Refusal("这份材料已经归入，不能改；需要的话请再发一次");
  const [kind = "", target = ""] = subject.data.split(":");
  const adopt = ADOPT[kind] ?? adoptHazardEvidence;
  return { toast: await adopt(turn, by, target, files) };
}
