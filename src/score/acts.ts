import { unitName } from "../campaign/definition.ts";
import { record } from "../campaign/history.ts";
import { holders, isDirector, isOffice, ringsOn } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { beginScore } from "./ask.ts";
import { scoreRules } from "./rules.ts";
import { mustFreeze, mustPublish, mustRecount, objectBy } from "./score.ts";
import { getScore, saveScore, scoresOf, sharesOf, subjectOf, type ScoreRow } from "./store.ts";

function mustDirect(by: Person, what: string): void {
  if (!isDirector(by)) throw new Refusal(`考核由办公室主任${what}，请转告主任`);
}

/** 重新统计: what was counted before gives its place; nothing of it was published. */
export async function recountScore(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  if (!isOffice(by)) throw new Refusal("考核由联席会议办公室统计");
  const before = await getScore(turn, { id, rev });
  mustRecount(before);
  for (const row of [before, ...(await sharesOf(turn, before))])
    await saveScore(turn, row, { ...row, state: "dropped" });
  record(turn, { subject: subjectOf(before), by: by.id, act: "score.drop", words: "重新统计，这一次作废" });
  const isTrial = before.year === Number(turn.today.slice(0, 4));
  const score = await beginScore(turn, by, { year: before.year, isTrial });
  return { toast: "正在重新统计，完成后发给您", tone: "info", subject: subjectOf(score) };
}

/** 发布: by the director; each unit's lead gets its own card, and its days for an objection begin. */
export async function publishScore(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  mustDirect(by, "发布");
  const before = await getScore(turn, { id, rev });
  mustPublish(before);
  if ((await scoresOf(turn, before.year)).some(({ publishedAt }) => publishedAt !== null))
    throw new Refusal(`${before.year}年的考核已经发布过，发“考核 ${before.year}”可看`);
  const until = objectBy(turn, ringsOn(turn), scoreRules(turn).objection_days);
  const published = {
    state: "published" as const,
    publishedBy: by.id,
    publishedAt: turn.now,
    objectBy: until,
  };
  const kept = await saveScore(turn, before, { ...before, ...published });
  const unread: string[] = [];
  let rings = turn.now;
  for (const share of await sharesOf(turn, before)) {
    const rung = await publishShare(turn, await saveScore(turn, share, { ...share, ...published }), by);
    if (rung) rings = rung;
    else unread.push(unitName(turn.campaign, share.unit));
  }
  const words = `发布，申诉到${shortDay(until)}止${unheard(unread, unread.length)}`;
  record(turn, { subject: subjectOf(kept), by: by.id, act: "score.publish", words });
  const told = toldAt(`已发布，申诉到${shortDay(until)}`, rings, turn);
  return { toast: `${told}${unheard(unread, NAMED)}` };
}

/** As many as a toast names. */
const NAMED = 3;

function unheard(units: readonly string[], most: number): string {
  if (units.length === 0) return "";
  const rest = units.length > most ? `等${units.length}家` : "";
  return `；没有人可收：${units.slice(0, most).join("、")}${rest}`;
}

/** Tells one unit; `null` where nobody sits who could read it. */
async function publishShare(turn: Turn, share: ScoreRow, by: Person): Promise<Date | null> {
  const words = `发布考核得分${share.base + share.points}分`;
  record(turn, { subject: subjectOf(share), by: by.id, act: "score.publish", words });
  let rings: Date | null = null;
  for (const { id: person } of await readersOf(turn, share.unit))
    rings = await post(turn, { person }, subjectOf(share), { key: "published" });
  return rings;
}

/** Its lead; where that seat is empty, who else speaks for it. */
async function readersOf(turn: Turn, unit: string): Promise<Person[]> {
  const leads = await holders(turn, unit, ["lead"]);
  return leads.length > 0 ? leads : holders(turn, unit, ["deputy", "liaison"]);
}

/** 定稿 by the director's press. */
export async function freezeByDirector(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  mustDirect(by, "定稿");
  await freezeScore(turn, await getScore(turn, { id, rev }), by.id);
  return { toast: "已定稿，各单位卡片已更新" };
}

/** 定稿: from now on no point changes; by `null` it is the clock's. */
export async function freezeScore(turn: Turn, before: ScoreRow, by: string | null): Promise<void> {
  const shares = await sharesOf(turn, before);
  mustFreeze(before, shares.filter(({ isObjecting }) => isObjecting).length, turn);
  const frozen = { state: "frozen" as const, frozenBy: by, frozenAt: turn.now };
  for (const row of [before, ...shares]) {
    const kept = await saveScore(turn, row, { ...row, ...frozen });
    record(turn, { subject: subjectOf(kept), by, act: "score.freeze", words: "定稿" });
  }
  show(turn, "queue:office");
}
