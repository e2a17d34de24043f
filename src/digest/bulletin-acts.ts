import type { BulletinForm, SendBackForm } from "../../cards/bulletin-draft.ts";
import { record } from "../campaign/history.ts";
import { nextNumber } from "../campaign/numbers.ts";
import { holders, isDirector, isOffice, officePeople } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { instantInWords } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import { mayRingAt } from "../jobs/quiet.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { approve, bulletinCode, drop, sendBack, submit, write } from "./bulletin.ts";
import { begin } from "./bulletin-draft.ts";
import { getBulletin, openBulletins, saveBulletin, subjectOf } from "./bulletin-store.ts";

const mustBeOffice = (by: Person): void => {
  if (!isOffice(by)) throw new Refusal("通报由联席会议办公室起草和签发");
};

const mustDirect = (by: Person): void => {
  if (!isDirector(by)) throw new Refusal("通报由办公室主任签发或退回");
};

/** 保存草稿: the words are kept, the card stays open. */
export async function saveBulletinText(turn: Turn, reply: CardReply<BulletinForm>): Promise<Answer> {
  const { by, form } = reply;
  mustBeOffice(by);
  const before = await getBulletin(turn, reply);
  const kept = await saveBulletin(turn, before, { ...before, ...write(before, form) });
  record(turn, { subject: subjectOf(kept), by: by.id, act: "bulletin.save", words: "保存通报草稿" });
  return { toast: "草稿已保存" };
}

/** 送审: rings the director. */
export async function submitBulletin(turn: Turn, reply: CardReply<BulletinForm>): Promise<Answer> {
  const { by, form } = reply;
  mustBeOffice(by);
  const before = await getBulletin(turn, reply);
  const directors = await holders(turn, "office", ["office_director"]);
  if (directors.length === 0) throw new Refusal("名册里没有办公室主任，送审没有人收，请先补名册");
  const others = directors.filter(({ id }) => id !== by.id);
  const colleagues = (await officePeople(turn)).filter(({ id }) => id !== by.id);
  if (others.length === 0 && colleagues.length > 0)
    throw new Refusal("您是唯一的签发人，请保存草稿，由办公室经办送审");
  const kept = await saveBulletin(turn, before, { ...before, ...submit(before, form, by.id, turn) });
  record(turn, {
    subject: subjectOf(kept),
    by: by.id,
    act: "bulletin.submit",
    words: "通报送审",
    details: form,
  });
  if (others.length === 0) return { toast: "已送审，请在本卡片上签发" };
  return { toast: toldAt("已送审", await ring(turn, others, kept, "submitted"), turn) };
}

async function ring(
  turn: Turn,
  people: readonly Person[],
  bulletin: { id: string; version: number },
  why: string,
): Promise<Date> {
  let rings = turn.now;
  for (const { id } of people)
    rings = await post(turn, { person: id }, subjectOf(bulletin), { key: `${why}:${bulletin.version}` });
  return rings;
}

/** 退回修改: rings whoever sent it in, and the clerks. */
export async function returnBulletin(turn: Turn, reply: CardReply<SendBackForm>): Promise<Answer> {
  const { by, form } = reply;
  mustDirect(by);
  const before = await getBulletin(turn, reply);
  const kept = await saveBulletin(turn, before, { ...before, ...sendBack(before, form.reason) });
  record(turn, {
    subject: subjectOf(kept),
    by: by.id,
    act: "bulletin.return",
    words: `退回修改：${form.reason}`,
  });
  const people = (await officePeople(turn)).filter(({ id }) => id !== by.id);
  if (people.length === 0) return { toast: "已退回，请在本卡片上修改" };
  return { toast: toldAt("已退回修改", await ring(turn, people, kept, "returned"), turn) };
}

/** 批准签发: it gets its number; the document is made next, and then it goes out. */
export async function approveBulletin(turn: Turn, reply: CardReply): Promise<Answer> {
  const { by } = reply;
  mustDirect(by);
  const before = await getBulletin(turn, reply);
  const office = (await officePeople(turn)).map(({ id }) => id);
  approve(before, by.id, { office, year: 0, number: 0 }, turn);
  const given = await nextNumber(turn, "bulletin");
  const approved = approve(before, by.id, { office, ...given }, turn);
  const kept = await saveBulletin(turn, before, { ...before, ...approved, visibleAt: turn.now.getTime() });
  const alone = kept.isAlone ? "（办公室仅一人，送审与签发为同一人）" : "";
  const words = `批准签发${bulletinCode(kept)}${alone}`;
  record(turn, { subject: subjectOf(kept), by: by.id, act: "bulletin.approve", words });
  const leaves = mayRingAt(turn.now, turn.campaign, turn.calendar);
  const when = leaves > turn.now ? `，${instantInWords(leaves, turn.campaign.district.timezone)}发出` : "";
  return { toast: `已签发第${given.number}期，正在生成文件${when}` };
}

/** 更正: a new draft over the same figures, in which the office says what was wrong; the old issue stays. */
export async function correctBulletin(turn: Turn, { by, id, copyId }: CardReply): Promise<Answer> {
  mustBeOffice(by);
  const wrong = await getBulletin(turn, { id });
  if (wrong.state !== "issued") throw new Refusal("还没有发出，不用更正");
  const open = (await openBulletins(turn)).find(({ corrects }) => corrects === wrong.id);
  const { causes, figures, situation, practice, demands } = wrong;
  const draft =
    open ?? (await begin(turn, { causes, figures, situation, practice, demands, corrects: wrong.id }));
  const words = `起草更正${bulletinCode(wrong)}`;
  if (!open) record(turn, { subject: subjectOf(draft), by: by.id, act: "bulletin.correct", words });
  const key = `correct:${copyId}:${turn.now.getTime()}`;
  await post(turn, { person: by.id }, subjectOf(draft), { key, own: true, priority: 0 });
  return { toast: "更正草稿已发在最下面", tone: "info" };
}

/** 撤销更正: it was begun in error, and gets no number. */
export async function dropBulletin(turn: Turn, reply: CardReply): Promise<Answer> {
  mustBeOffice(reply.by);
  const before = await getBulletin(turn, reply);
  const kept = await saveBulletin(turn, before, { ...before, ...drop(before) });
  record(turn, { subject: subjectOf(kept), by: reply.by.id, act: "bulletin.drop", words: "撤销更正草稿" });
  return { toast: "更正草稿已撤销", tone: "info" };
}
