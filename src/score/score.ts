import type { Calendar } from "../campaign/calendar.ts";
import { addDays, shortDay, type Day } from "../dates.ts";
import { Refusal } from "../errors.ts";

export type ScoreState = "counting" | "counted" | "published" | "frozen" | "dropped";

/** 申诉 of a unit against its own score: what it says, and what the office made of it. */
export type Objection = {
  state: "open" | "accepted" | "rejected";
  by: string;
  at: string;
  words: string;
  decideBy: Day;
  decidedBy: string | null;
  reason: string;
  /** The lines that were struck off, by their numbers. */
  struck: number[];
  /** The points before and after. */
  change: { from: number; to: number } | null;
};

type Moment = { now: Date; today: Day; calendar: Calendar };

/** What the rules of a score ask of the whole year, or of one unit's share in it. */
type Standing = { state: ScoreState; isTrial: boolean; objectBy: Day | null };

/** Published once, when all is counted; a trial never. */
export function mustPublish({ state, isTrial }: Standing): void {
  if (isTrial) throw new Refusal("这是试算，不能发布；到年底后发“考核 年份”正式统计");
  if (state === "counting") throw new Refusal("还在统计，请等统计完再发布");
  if (state !== "counted") throw new Refusal("这次考核已经发布");
}

/** What was published is not counted anew: an error is mended by an objection. */
export function mustRecount({ state }: Standing): void {
  if (state === "published" || state === "frozen")
    throw new Refusal("已经发布，不能重新统计；有误由单位申诉，办公室改分");
}

/** The day up to which units may object: so many working days after it was published. */
export const objectBy = ({ calendar }: Moment, publishedOn: Day, within: number): Day =>
  calendar.addWorkdays(publishedOn, within);

/** 申诉: once, in its time, before anything is frozen. */
export function object(
  { state, objection, objectBy: until }: Standing & { objection: Objection | null },
  { by, words, within }: { by: string; words: string; within: number },
  { now, today, calendar }: Moment,
): Objection {
  if (state === "frozen") throw new Refusal("考核已定稿，不能再申诉");
  if (state !== "published" || until === null) throw new Refusal("考核还没有发布，发布后才能申诉");
  if (objection) throw new Refusal("本单位已经申诉过，一年一次");
  if (today > until) throw new Refusal(`申诉期到${shortDay(until)}，今天已过`);
  const decideBy = calendar.addWorkdays(calendar.targetOf(today), within);
  return {
    state: "open",
    by,
    at: now.toISOString(),
    words,
    decideBy,
    decidedBy: null,
    reason: "",
    struck: [],
    change: null,
  };
}

type Decision = { by: string; reason: string; sitsThere: boolean; isOnly: boolean };

/** Who decides is of the office, and neither objected nor sits in that unit while somebody else could. */
function mustDecide(objection: Objection | null, { by, sitsThere, isOnly }: Decision): Objection {
  if (!objection) throw new Refusal("这个单位没有申诉");
  if (objection.state !== "open") throw new Refusal("这件申诉已经答复");
  if ((sitsThere || objection.by === by) && !isOnly)
    throw new Refusal("申诉单位的人不能答复，请办公室其他人员办理");
  return objection;
}

/** 采纳: lines are struck off, and the points are corrected by them. */
export function accept(
  objection: Objection | null,
  decision: Decision & { struck: readonly { number: number; points: number }[]; from: number },
): Objection {
  const open = mustDecide(objection, decision);
  const { by, reason, struck, from } = decision;
  if (struck.length === 0) throw new Refusal("还缺：撤哪几条，写清单里的序号，例：3、7");
  const to = from - struck.reduce((sum, { points }) => sum + points, 0);
  return {
    ...open,
    state: "accepted",
    decidedBy: by,
    reason,
    struck: struck.map(({ number }) => number),
    change: { from, to },
  };
}

/** 不采纳: the unit is told why. */
export function reject(objection: Objection | null, decision: Decision): Objection {
  const open = mustDecide(objection, decision);
  if (!decision.reason) throw new Refusal("还缺：答复意见，写明为什么不采纳");
  return { ...open, state: "rejected", decidedBy: decision.by, reason: decision.reason };
}

/** 定稿: the days for objections are over, and none waits. */
export function mustFreeze({ state, objectBy: until }: Standing, waiting: number, { today }: Moment): void {
  if (state === "frozen") throw new Refusal("考核已经定稿");
  if (state !== "published" || until === null) throw new Refusal("还没有发布，不能定稿");
  if (waiting > 0) throw new Refusal(`还有${waiting}家的申诉没有答复，答复后才能定稿`);
  if (today <= until)
    throw new Refusal(`申诉期到${shortDay(until)}，${shortDay(addDays(until, 1))}起才能定稿`);
}

type Life = { opens: Day; ends: Day };

/** The days of a year that are scored: those of the campaign in it, up to `today` at most. */
export const scoredDays = (year: number, today: Day, { opens, ends }: Life): { from: Day; last: Day } => {
  const [from, last] = [`${year}-01-01`, `${year}-12-31`];
  return {
    from: opens > from ? opens : from,
    last: [last, ends, today].reduce((first, day) => (day < first ? day : first)),
  };
};

/** The years of a campaign of which something can be counted by today; one that still goes on, in a campaign that does, is a trial. */
export function yearIn(
  typed: string,
  { today, opens, ends }: Life & { today: Day },
): { year: number; isTrial: boolean } {
  const said = typed.normalize("NFKC").trim();
  const named = /^(\d{4})\s*年?$/.exec(said)?.[1];
  if (said && !named) throw new Refusal("请写年份，例：考核 2021；只发“考核”看今年到今天的试算");
  const year = Number(named ?? today.slice(0, 4));
  const [first, last] = [opens, ends].map((day) => Number(day.slice(0, 4)));
  if (year < first! || year > last!) throw new Refusal(`行动从${first}年到${last}年，没有${year}年的考核`);
  if (year > Number(today.slice(0, 4))) throw new Refusal(`${year}年还没有到`);
  return { year, isTrial: year === Number(today.slice(0, 4)) && today <= ends };
}

/** `3、7` or `3 7`: the numbers of lines. */
export function numbersIn(typed: string): number[] {
  const said = typed.normalize("NFKC").trim();
  if (said === "") return [];
  const parts = said.split(/[\s,、;第条号和]+/).filter(Boolean);
  if (parts.some((part) => !/^\d{1,6}$/.test(part))) throw new Refusal("撤哪几条请写清单里的序号，例：3、7");
  return [...new Set(parts.map(Number))];
}
