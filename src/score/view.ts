import { scoreCard } from "../../cards/score.ts";
import type { ScoreUnitLine, ScoreView } from "../../cards/score-view.ts";
import { historyOf, historyOnCard } from "../campaign/history.ts";
import { isDirector, isOffice } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import type { Draw, Person, Turn } from "../turn.ts";
import { mayRead } from "./rights.ts";
import { getScore, sharesOf, subjectOf, type ScoreRow } from "./store.ts";
import { perTen, plusAndMinus } from "./sums.ts";

/** The whole year as it is now: it follows every objection. */
export const drawScore: Draw = async (turn, id, { person }) => {
  const score = await getScore(turn, { id });
  if (!person || !mayRead(person, score)) return null;
  return { card: scoreCard(await scoreView(turn, score, person)) };
};

async function scoreView(turn: Turn, score: ScoreRow, person: Person): Promise<ScoreView> {
  const { campaign, today } = turn;
  const { id, version: rev, year, state, isTrial, lastOn, base, lines, objectBy } = score;
  const shares = await sharesOf(turn, score);
  const reader = isDirector(person) ? "director" : isOffice(person) ? "office" : "anyone";
  return {
    id,
    rev,
    year,
    state,
    isTrial,
    reader,
    campaign: campaign.short,
    last: shortDay(lastOn),
    base,
    isRanked: campaign.score?.ranking ?? false,
    units: shares.map((share) => lineOf(turn, share)),
    done: shares.filter((share) => share.state !== "counting").length,
    lines,
    objectBy: objectBy ? shortDay(objectBy) : "",
    isOver: objectBy !== null && today > objectBy,
    history: historyOnCard(await historyOf(turn, subjectOf(score)), campaign.district.timezone),
  };
}

function lineOf({ campaign }: Turn, share: ScoreRow): ScoreUnitLine {
  const { id, base, points, sums, found, checked, objection } = share;
  const unit = campaign.units.find(({ key }) => key === share.unit);
  return {
    id,
    unit: unit?.short ?? share.unit,
    group: unit?.kind ?? "department",
    total: base + points,
    ...plusAndMinus(sums),
    perTen: perTen(found, checked),
    objection: objection?.state ?? null,
  };
}
