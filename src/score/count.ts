import { record } from "../campaign/history.ts";
import { post } from "../jobs/outbox.ts";
import type { Turn } from "../turn.ts";
import { looked } from "./figures.ts";
import { hazardLines } from "./hazard-lines.ts";
import { addLines, sumsIn } from "./line-store.ts";
import { merged, type ScoreLine, type Scoring } from "./line.ts";
import { hazardFacts, hazardIdsOf, seatFacts, taskFacts } from "./read.ts";
import { seatLines } from "./seat-lines.ts";
import { getScore, saveScore, sharesOf, subjectOf, type ScoreRow } from "./store.ts";
import { pointsOf } from "./sums.ts";
import { taskLines } from "./task-lines.ts";

/** So many lines a turn writes at most; a unit with more takes several turns. */
export const A_TURN = 4_000;
const HAZARDS_AT_ONCE = 300;

/** Counts one unit's year, or the next part of it. The last unit that is done brings the card to whoever asked. */
export async function countShare(turn: Turn, share: ScoreRow, most = A_TURN): Promise<void> {
  // Of two instances the second waits here, and finds that there is nothing left to do.
  const mine = await saveScore(turn, share, share);
  const lines = await linesOf(turn, mine);
  const next = lines.slice(mine.lines, mine.lines + most);
  await addLines(turn, mine, next, mine.lines);
  const written = mine.lines + next.length;
  if (written < lines.length) {
    await saveScore(turn, mine, { ...mine, lines: written });
    return;
  }
  const sums = await sumsIn(turn, mine);
  const points = pointsOf(sums);
  const seen = await looked(turn, mine.unit, mine.lastOn);
  await saveScore(turn, mine, { ...mine, ...seen, state: "counted", lines: written, sums, points });
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

async function linesOf(turn: Turn, { unit, year, lastOn, weights }: ScoreRow): Promise<ScoreLine[]> {
  const { calendar, campaign } = turn;
  const scoring: Scoring = {
    unit,
    from: `${year}-01-01`,
    last: lastOn,
    calendar,
    weights,
    signWithin: { task: campaign.reminders.sign_within, hazard: campaign.hazards.sign_within },
  };
  const tasks = await taskFacts(turn, unit, scoring);
  const lines = tasks.flatMap((task) => taskLines(scoring, task));
  const ids = await hazardIdsOf(turn, unit, scoring);
  for (let at = 0; at < ids.length; at += HAZARDS_AT_ONCE) {
    const hazards = await hazardFacts(turn, ids.slice(at, at + HAZARDS_AT_ONCE), scoring);
    for (const hazard of hazards) lines.push(...hazardLines(scoring, hazard));
  }
  lines.push(...seatLines(scoring, await seatFacts(turn, unit)));
  return merged(lines);
}
