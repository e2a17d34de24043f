import { record } from "../campaign/history.ts";
import { post } from "../jobs/outbox.ts";
import type { Turn } from "../turn.ts";
import { looked } from "./figures.ts";
import { hazardFacts, hazardIdsOf } from "./hazard-facts.ts";
import { hazardLines } from "./hazard-lines.ts";
import { addLines, sumsIn } from "./line-store.ts";
import { merged, type ScoreLine, type Scoring } from "./line.ts";
import { lifeOf } from "./rules.ts";
import { scoredDays } from "./score.ts";
import { seatFacts } from "./seat-facts.ts";
import { taskFacts } from "./task-facts.ts";
import { seatLines } from "./seat-lines.ts";
import { getScore, saveScore, sharesOf, subjectOf, type ScoreRow } from "./store.ts";
import { pointsOf } from "./sums.ts";
import { taskLines } from "./task-lines.ts";

/** Once a turn has so many lines it ends with this page of hazards; a unit with more takes several turns. */
const A_TURN = 3_000;
/** And so many hazards are read in one, though nothing may come of them. */
const HAZARDS_A_TURN = 6_000;
const HAZARDS_AT_ONCE = 300;

/** Counts one unit's year, or the next part of it. The last unit that is done brings the card to whoever asked. */
export async function countShare(turn: Turn, share: ScoreRow, most = A_TURN): Promise<void> {
  // Of two instances the second waits here, and finds that there is nothing left to do.
  const mine = await saveScore(turn, share, share);
  const { lines: next, reached, isAll } = await nextLines(turn, mine, most);
  await addLines(turn, mine, next, mine.lines);
  const lines = mine.lines + next.length;
  if (!isAll) {
    await saveScore(turn, mine, { ...mine, lines, reached });
    return;
  }
  const sums = await sumsIn(turn, mine);
  const points = pointsOf(sums);
  const seen = await looked(turn, mine.unit, mine.lastOn);
  await saveScore(turn, mine, { ...mine, ...seen, state: "counted", lines, reached, sums, points });
  await finish(turn, mine);
}

/** The year's row is saved with each unit, so that of two last ones the second sees the first. */
async function finish(turn: Turn, { scoreId }: ScoreRow): Promise<void> {
  const whole = await getScore(turn, { id: scoreId });
  const shares = await sharesOf(turn, whole);
  const left = shares.filter(({ state }) => state === "counting").length;
  const lines = shares.reduce((sum, share) => sum + share.lines, 0);
  const state = left === 0 ? ("counted" as const) : whole.state;
  const kept = await saveScore(turn, whole, { ...whole, lines, state });
  if (state !== "counted") return;
  const words = `统计完毕：${shares.length}家、${lines}条`;
  record(turn, { subject: subjectOf(kept), by: null, act: "score.counted", words });
  await post(turn, { person: whole.askedBy }, subjectOf(kept), { key: "counted", own: true });
}

function scoringOf(turn: Turn, { unit, year, lastOn, weights }: ScoreRow): Scoring {
  const { calendar, campaign } = turn;
  return {
    unit,
    ...scoredDays(year, lastOn, lifeOf(turn)),
    calendar,
    weights,
    signWithin: { task: campaign.reminders.sign_within, hazard: campaign.hazards.sign_within },
  };
}

type Next = { lines: ScoreLine[]; reached: string; isAll: boolean };

/** Tasks and seats in the first turn, then the hazards, as many as a turn takes. */
async function nextLines(turn: Turn, share: ScoreRow, most: number): Promise<Next> {
  const scoring = scoringOf(turn, share);
  const lines = share.reached === null ? await linesApart(turn, scoring) : [];
  const after = share.reached ?? "";
  const ids = await hazardIdsOf(turn, { ...scoring, after });
  let read = 0;
  while (read < ids.length && read < HAZARDS_A_TURN && lines.length < most) {
    const page = ids.slice(read, read + HAZARDS_AT_ONCE);
    const hazards = await hazardFacts(turn, page, scoring);
    lines.push(...merged(hazards.flatMap((hazard) => hazardLines(scoring, hazard))));
    read += page.length;
  }
  return { lines, reached: ids[read - 1] ?? after, isAll: read >= ids.length };
}

async function linesApart(turn: Turn, scoring: Scoring): Promise<ScoreLine[]> {
  const tasks = await taskFacts(turn, scoring.unit, scoring);
  const issued = tasks.map(({ issuedOn }) => issuedOn);
  const seats = await seatFacts(turn, scoring.unit, issued);
  return merged([...tasks.flatMap((task) => taskLines(scoring, task)), ...seatLines(scoring, seats)]);
}
