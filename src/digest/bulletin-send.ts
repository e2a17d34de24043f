import { isOffice } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { issueIn } from "./bulletin.ts";
import { INTERVIEWS, listOf } from "./bulletin-lists.ts";
import { bulletinByNumber, getBulletin, subjectOf, type BulletinRow } from "./bulletin-store.ts";

const OWN = { own: true, priority: 0 } as const;

/** Sends the list behind a figure of a bulletin to whoever asked, and to nobody else. */
export async function sendBulletinList(
  turn: Turn,
  { by, id, form, copyId }: CardReply<{ option: string }>,
): Promise<Answer> {
  const bulletin = await getBulletin(turn, { id });
  mustSee(by, bulletin);
  const list = listOf(bulletin.figures, form.option);
  if (!list) throw new Refusal("没有找到这份清单，发“通报”可重新打开");
  if (list.key === INTERVIEWS && !isOffice(by)) throw new Refusal("约谈建议只给联席会议办公室看");
  const key = `${copyId}:${turn.now.getTime()}`;
  const frozen = { id, list: form.option };
  await post(turn, { person: by.id }, `blist:${id}-${form.option}`.slice(0, 80), { key, ...OWN, frozen });
  return { toast: `“${list.name}”已私发给您`, tone: "info" };
}

/** Sends what a bulletin says of one unit, with the lists behind it. */
export async function sendBulletinUnit(
  turn: Turn,
  { by, id, form, copyId }: CardReply<{ option: string }>,
): Promise<Answer> {
  const bulletin = await getBulletin(turn, { id });
  mustSee(by, bulletin);
  const unit = bulletin.figures.units.find(({ key }) => key === form.option);
  if (!unit) throw new Refusal("通报里没有这个单位");
  const key = `${copyId}:${turn.now.getTime()}`;
  await post(turn, { person: by.id }, `bunit:${id}-${unit.key}`, {
    key,
    ...OWN,
    frozen: { id, unit: unit.key },
  });
  return { toast: `${unit.short}的情况已私发给您`, tone: "info" };
}

/** What is not issued yet is the office's own. */
function mustSee(by: Person, { state }: BulletinRow): void {
  if (state !== "issued" && !isOffice(by)) throw new Refusal("这期通报还没有发出");
}

/** Sends the document itself to whoever asks. */
export async function sendBulletinFile(turn: Turn, { by, id, copyId }: CardReply): Promise<Answer> {
  const bulletin = await getBulletin(turn, { id });
  mustSee(by, bulletin);
  await postFile(turn, by, bulletin, `${copyId}:${turn.now.getTime()}`);
  return { toast: "文件已发在最下面", tone: "info" };
}

async function postFile(turn: Turn, by: Person, { id, documentName, sha256 }: BulletinRow, key: string) {
  if (!sha256) throw new Refusal("这一期没有文件，请按卡片内容另行制作，或点“更正”另发一期");
  const frozen = { name: documentName, sha256 };
  await post(turn, { person: by.id }, `file:${id}`, { key, ...OWN, frozen });
}

/** `通报`: the issues, and for the office the draft; `通报 3` sends that one again, with its document. */
export async function sendBulletins(turn: Turn, by: Person, rest: string, at: string): Promise<void> {
  const key = `asked:${at}`;
  if (!rest.trim()) {
    await post(turn, { person: by.id }, "bulletins:all", { key, ...OWN });
    return;
  }
  const named = issueIn(rest);
  if (!named) throw new Refusal("请写期号，例：通报 3；只发“通报”可看各期");
  const found = await bulletinByNumber(turn, named);
  if (!found || found.state !== "issued") throw new Refusal(`没有第${named.number}期通报，发“通报”可看各期`);
  await post(turn, { person: by.id }, subjectOf(found), { key, ...OWN });
  if (found.sha256) await postFile(turn, by, found, key);
}
