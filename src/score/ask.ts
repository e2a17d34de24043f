import { record } from "../campaign/history.ts";
import { isOffice, ownUnits } from "../campaign/people.ts";
import { newRowId } from "../db/ids.ts";
import { Refusal } from "../errors.ts";
import { seesAll } from "../hazards/sight.ts";
import { post } from "../jobs/outbox.ts";
import type { Person, Turn } from "../turn.ts";
import { lifeOf, scoreRules } from "./rules.ts";
import { scoredDays, yearIn } from "./score.ts";
import { addScores, publishedShares, scoresOf, subjectOf, WHOLE, type ScoreRow } from "./store.ts";

const OWN = { own: true, priority: 0 } as const;

type Asked = { year: number; isTrial: boolean };

/** `考核`, `考核 2021`: the office's begins the counting, or opens what was counted; a unit's opens its own. */
export async function askScore(turn: Turn, by: Person, rest: string, at: string): Promise<void> {
  scoreRules(turn);
  const asked = yearIn(rest, { today: turn.today, ...lifeOf(turn) });
  const to = { person: by.id };
  const key = `asked:${at}`;
  if (isOffice(by)) {
    const found = (await scoresOf(turn, asked.year)).find(
      (score) => score.isTrial === asked.isTrial && isStill(turn, score),
    );
    const score = found ?? (await beginScore(turn, by, asked));
    await post(turn, to, subjectOf(score), { key, ...OWN });
    return;
  }
  const readable = seesAll(by)
    ? (await scoresOf(turn, asked.year)).filter(({ isTrial, state }) => !isTrial && state !== "counting")
    : await ownShares(turn, by, rest.trim() ? asked.year : null);
  if (readable.length === 0) throw new Refusal("还没有可看的考核，发布后会发给单位负责人");
  for (const score of readable) await post(turn, to, subjectOf(score), { key: `${key}:${score.id}`, ...OWN });
}

/** A trial holds for the day it was made on; once year or campaign are over, none stands for the score itself. */
const isStill = (turn: Turn, { year, isTrial, lastOn }: ScoreRow): boolean =>
  !isTrial || lastOn === scoredDays(year, turn.today, lifeOf(turn)).last;

/** The newest of each unit that a person sits in, or that of the year asked for. */
async function ownShares(turn: Turn, by: Person, year: number | null): Promise<ScoreRow[]> {
  const found: ScoreRow[] = [];
  for (const unit of ownUnits(by)) {
    const shares = await publishedShares(turn, unit);
    const share = shares.find((each) => year === null || each.year === year);
    if (share) found.push(share);
  }
  return found;
}

const NOTHING = {
  points: 0,
  lines: 0,
  reached: null,
  sums: [],
  found: 0,
  checked: null,
  objection: null,
  isObjecting: false,
  publishedBy: null,
  publishedAt: null,
  objectBy: null,
  frozenBy: null,
  frozenAt: null,
  attempts: 0,
  version: 1,
};

/** A row for the year and one for each unit; a pass over them counts, one unit a turn. */
export async function beginScore(turn: Turn, by: Person, { year, isTrial }: Asked): Promise<ScoreRow> {
  const { now, district: districtId, campaign, today } = turn;
  const { base, weights } = scoreRules(turn);
  const scoreId = newRowId(now);
  const whole: ScoreRow = {
    ...NOTHING,
    id: scoreId,
    districtId,
    campaign: campaign.key,
    scoreId,
    year,
    unit: WHOLE,
    state: "counting",
    isTrial,
    lastOn: scoredDays(year, today, lifeOf(turn)).last,
    base,
    weights,
    askedBy: by.id,
    madeAt: now,
    visibleAt: now.getTime(),
  };
  const shares = campaign.units.map(({ key: unit }): ScoreRow => ({ ...whole, id: newRowId(now), unit }));
  await addScores(turn, [whole, ...shares]);
  const words = `${year}年${isTrial ? "考核试算" : "考核"}开始统计，${shares.length}家`;
  record(turn, { subject: subjectOf(whole), by: by.id, act: "score.begin", words });
  return whole;
}
