import type { DecideForm, ObjectForm } from "../../cards/score-unit.ts";
import { unitName } from "../campaign/definition.ts";
import { record } from "../campaign/history.ts";
import { holders, isOffice, mayActFor, officePeople } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { nudge, post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { linesNumbered, strike, sumsIn, type ScoreLineRow } from "./line-store.ts";
import { scoreRules } from "./rules.ts";
import { accept, numbersIn, object, reject, type Objection } from "./score.ts";
import { getScore, saveScore, subjectOf, WHOLE, type ScoreRow } from "./store.ts";
import { pointsOf } from "./sums.ts";

const HEADS = ["lead", "deputy"] as const;

export const mayObject = (by: Person, { unit }: Pick<ScoreRow, "unit">): boolean =>
  unit !== WHOLE && mayActFor(by, unit, HEADS);

/** Nobody sits in a unit who might object for it. */
export const isHeadless = async (turn: Turn, { unit }: Pick<ScoreRow, "unit">): Promise<boolean> =>
  (await holders(turn, unit, HEADS)).length === 0;

/** 申诉 by a unit's lead or deputy: it waits at the office, by a day. */
export async function objectToScore(turn: Turn, reply: CardReply<ObjectForm>): Promise<Answer> {
  const { by, form } = reply;
  const before = await getScore(turn, reply);
  if (!mayObject(by, before))
    throw new Refusal(
      (await isHeadless(turn, before))
        ? "负责人和B角席位空缺，没有人能申诉，请联系办公室先补名册"
        : "申诉由本单位负责人或B角提出，请转告",
    );
  const asked = { by: by.id, words: form.words, within: scoreRules(turn).decision_days };
  const objection = object(before, asked, turn);
  const kept = await saveScore(turn, before, { ...before, objection, isObjecting: true });
  record(turn, {
    subject: subjectOf(kept),
    by: by.id,
    act: "score.object",
    words: `申诉：${form.words}`,
  });
  followWhole(turn, kept, `${unitName(turn.campaign, kept.unit)}申诉`, by.id);
  let rings: Date | null = null;
  for (const { id: person } of await officePeople(turn)) {
    const rung = await nudge(turn, person, "queue:office", `objection:${kept.id}`);
    rings = rung ?? rings;
  }
  const done = `已提交，办公室${shortDay(objection.decideBy)}前答复`;
  return { toast: rings ? toldAt(done, rings, turn) : done };
}

/** The office's queue follows, and the year's history says what became of it. */
function followWhole(turn: Turn, { scoreId }: ScoreRow, words: string, by: string): void {
  show(turn, "queue:office");
  record(turn, { subject: `score:${scoreId}`, by, act: "score.objection", words });
}

/** 采纳: the lines that were wrong are struck off, and the points follow. */
export async function acceptObjection(turn: Turn, reply: CardReply<DecideForm>): Promise<Answer> {
  const { by, form } = reply;
  const before = await getScore(turn, reply);
  const struck = await linesToStrike(turn, before, numbersIn(form.lines));
  const decision = { ...(await decisionOf(turn, by, before)), reason: form.reason };
  const objection = accept(before.objection, {
    ...decision,
    struck,
    from: before.base + before.points,
  });
  for (const line of struck) await strike(turn, line);
  for (const kind of new Set(struck.map((line) => line.kind))) show(turn, `slist:${before.id}-${kind}`);
  const sums = await sumsIn(turn, before);
  const words = `采纳申诉，撤第${objection.struck.join("、")}条${form.reason ? `：${form.reason}` : ""}`;
  return answer(turn, by, { before, after: { objection, sums, points: pointsOf(sums) }, words });
}

/** 不采纳, with the reason. */
export async function rejectObjection(turn: Turn, reply: CardReply<DecideForm>): Promise<Answer> {
  const { by, form } = reply;
  const before = await getScore(turn, reply);
  const decision = { ...(await decisionOf(turn, by, before)), reason: form.reason };
  const objection = reject(before.objection, decision);
  return answer(turn, by, { before, after: { objection }, words: `不采纳申诉：${form.reason}` });
}

type Answered = {
  before: ScoreRow;
  after: { objection: Objection } & Partial<Pick<ScoreRow, "sums" | "points">>;
  words: string;
};

/** The unit's heads are told what became of it. */
async function answer(turn: Turn, by: Person, { before, after, words }: Answered): Promise<Answer> {
  const kept = await saveScore(turn, before, { ...before, ...after, isObjecting: false });
  record(turn, {
    subject: subjectOf(kept),
    by: by.id,
    act: `score.${after.objection.state}`,
    words,
    details: { struck: after.objection.struck, change: after.objection.change },
  });
  followWhole(turn, kept, `${unitName(turn.campaign, kept.unit)}：${words}`, by.id);
  let rings = turn.now;
  for (const { id: person } of await holders(turn, kept.unit, HEADS))
    rings = await post(turn, { person }, subjectOf(kept), { key: "answered" });
  return { toast: toldAt("已答复", rings, turn) };
}

async function decisionOf(turn: Turn, by: Person, { unit }: ScoreRow) {
  if (!isOffice(by)) throw new Refusal("申诉由联席会议办公室答复");
  const others = (await officePeople(turn)).filter(({ id, seats }) => id !== by.id && !sits(seats, unit));
  return { by: by.id, sitsThere: sits(by.seats, unit), isOnly: others.length === 0 };
}

/** Who of the office may answer a unit: not its own people, unless there is nobody else. */
export async function mayDecide(turn: Turn, by: Person, share: ScoreRow): Promise<boolean> {
  if (!isOffice(by)) return false;
  const { sitsThere, isOnly } = await decisionOf(turn, by, share);
  return !sitsThere || isOnly;
}

const sits = (seats: Person["seats"], unit: string): boolean => seats.some((held) => held.unit === unit);

async function linesToStrike(turn: Turn, share: ScoreRow, numbers: number[]): Promise<ScoreLineRow[]> {
  const lines = await linesNumbered(turn, share, numbers);
  const unknown = numbers.filter((each) => !lines.some(({ number }) => number === each));
  if (unknown.length > 0) throw new Refusal(`没有第${unknown.join("、")}条，请核对清单里的序号`);
  return lines.toSorted((one, other) => one.number - other.number);
}
