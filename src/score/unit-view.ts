import { scoreListCard, type ScoreListLine } from "../../cards/score-list.ts";
import { pageIn } from "../../cards/pager.ts";
import { scoreUnitCard } from "../../cards/score-unit.ts";
import { KIND_WORDS, type ScoreObjection, type ScoreUnitView } from "../../cards/score-view.ts";
import { z } from "zod";
import { unitName } from "../campaign/definition.ts";
import { historyOf, historyOnCard } from "../campaign/history.ts";
import { namesOf } from "../campaign/people.ts";
import { SCORE_KINDS } from "../campaign/score-rules.ts";
import { shortDay } from "../dates.ts";
import type { Draw, Person, Turn } from "../turn.ts";
import { linesOfKind, type ScoreLineRow } from "./line-store.ts";
import { isHeadless, mayDecide, mayObject } from "./objections.ts";
import { mayRead } from "./rights.ts";
import { getScore, subjectOf, type ScoreRow } from "./store.ts";
import { perTen } from "./sums.ts";

/** One unit's year as it is now; the office answers an objection on it, the unit's heads object. */
export const drawScoreUnit: Draw = async (turn, id, { person, form }) => {
  const share = await getScore(turn, { id });
  if (!person || !mayRead(person, share)) return null;
  const view = await unitView(turn, share, person);
  const asks = form === "score.object.form" && view.mayObject ? "object" : null;
  const isDeciding = view.reader === "decider" && view.objection?.state === "open";
  const open = asks ? form : isDeciding ? "score.accept" : null;
  return { card: scoreUnitCard(view, asks), form: open };
};

async function unitView(turn: Turn, share: ScoreRow, person: Person): Promise<ScoreUnitView> {
  const { campaign, today } = turn;
  const { id, version: rev, year, state, isTrial, base, points, objectBy, found, checked } = share;
  const isInTime = state === "published" && objectBy !== null && today <= objectBy;
  return {
    id,
    rev,
    year,
    state,
    isTrial,
    unit: unitName(campaign, share.unit),
    reader: (await mayDecide(turn, person, share)) ? "decider" : mayObject(person, share) ? "head" : "anyone",
    last: shortDay(share.lastOn),
    base,
    total: base + points,
    kinds: share.sums.map((sum) => {
      const [name, measure] = KIND_WORDS[sum.kind];
      return { ...sum, name, measure };
    }),
    found,
    checked,
    perTen: perTen(found, checked),
    objection: await objectionOf(turn, share),
    objectBy: objectBy ? shortDay(objectBy) : "",
    mayObject: isInTime && share.objection === null && mayObject(person, share),
    isHeadless: await isHeadless(turn, share),
    history: historyOnCard(await historyOf(turn, subjectOf(share)), campaign.district.timezone),
  };
}

async function objectionOf(turn: Turn, { objection }: ScoreRow): Promise<ScoreObjection | null> {
  if (!objection) return null;
  const names = await namesOf(turn, [objection.by]);
  const { state, words, decideBy, reason, struck, change } = objection;
  const by = names.get(objection.by) ?? "";
  const isLate = state === "open" && turn.today > decideBy;
  return { state, words, by, decideBy: shortDay(decideBy), isLate, reason, struck, change };
}

const AskedList = z.object({ id: z.string(), kind: z.enum(SCORE_KINDS) });

/** The lines behind one figure of a unit, exactly as many as the figure says. */
export const drawScoreList: Draw = async (turn, _id, { person, form, frozen }) => {
  const { id, kind } = AskedList.parse(frozen);
  const share = await getScore(turn, { id });
  if (!person || !mayRead(person, share)) return null;
  const lines = await linesOfKind(turn, share, kind);
  const card = scoreListCard({
    name: KIND_WORDS[kind][0],
    subtitle: `${share.year}年考核 · ${unitName(turn.campaign, share.unit)}`,
    lines: lines.map(listLine),
    page: pageIn(form) ?? 1,
  });
  return { card };
};

const OPENS = { task: "open.task", hazard: "open.hazard", seat: "open.roster" } as const;

function listLine({ number, on, code, words, points, isStruck, subject }: ScoreLineRow): ScoreListLine {
  const [kind = "", id = ""] = subject.split(":");
  const act = kind === "task" || kind === "hazard" ? OPENS[kind] : OPENS.seat;
  return { number, on: shortDay(on), code, words, points, isStruck, act, id };
}
