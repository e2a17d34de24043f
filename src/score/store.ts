import { day, defineTable, flag, id, instant, json, key, maybe, millis, whole } from "../db/define.ts";
import type { ScoreRules } from "../campaign/score-rules.ts";
import { changed, changeRows, findRow, findRows, insertRows } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import type { Day } from "../dates.ts";
import { show } from "../jobs/show.ts";
import type { Turn } from "../turn.ts";
import type { Objection, ScoreState } from "./score.ts";
import type { KindSum } from "./sums.ts";

/**
 * The yearly score 考核 of a campaign: one row for the year, whose `unit` is empty, and one for each unit's share in it.
 * All rows of one counting have the year's id as `scoreId`.
 */
export type ScoreRow = {
  id: string;
  districtId: string;
  campaign: string;
  scoreId: string;
  year: number;
  unit: string;
  state: ScoreState;
  /** Of a year that is not over: it is never published. */
  isTrial: boolean;
  /** The last day that is counted. */
  lastOn: Day;
  base: number;
  /** As they were when it was counted: what the file says later changes nothing of it. */
  weights: ScoreRules["weights"];
  /** What the lines that stand come to. */
  points: number;
  /** How many lines are written so far, and up to which hazard; `null` before the first. */
  lines: number;
  reached: string | null;
  sums: KindSum[];
  /** Hazards found and enterprises checked, since the campaign began. */
  found: number;
  checked: number | null;
  objection: Objection | null;
  isObjecting: boolean;
  askedBy: string;
  madeAt: Date;
  publishedBy: string | null;
  publishedAt: Date | null;
  objectBy: Day | null;
  /** `null` once frozen: by the clock. */
  frozenBy: string | null;
  frozenAt: Date | null;
  visibleAt: number;
  attempts: number;
  version: number;
};

export const ScoreTable = defineTable<ScoreRow>(
  "score",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    scoreId: { ...key(36), name: "score_id" },
    year: whole(),
    unit: key(32),
    state: key(16),
    isTrial: { ...flag(), name: "is_trial" },
    lastOn: { ...day(), name: "last_on" },
    base: whole(),
    weights: json(),
    points: whole(),
    lines: whole(),
    reached: maybe(key(36)),
    sums: json(),
    found: whole(),
    checked: maybe(whole()),
    objection: maybe(json()),
    isObjecting: { ...flag(), name: "is_objecting" },
    askedBy: { ...key(36), name: "asked_by" },
    madeAt: { ...instant(), name: "made_at" },
    publishedBy: { ...maybe(key(36)), name: "published_by" },
    publishedAt: { ...maybe(instant()), name: "published_at" },
    objectBy: { ...maybe(day()), name: "object_by" },
    frozenBy: { ...maybe(key(36)), name: "frozen_by" },
    frozenAt: { ...maybe(instant()), name: "frozen_at" },
    visibleAt: { ...millis(), name: "visible_at" },
    attempts: whole(),
    version: whole(),
  },
  [
    { name: "score_unit", columns: ["districtId", "scoreId", "unit"], unique: true },
    { name: "score_state", columns: ["districtId", "campaign", "unit", "state"] },
    { name: "score_waiting", columns: ["districtId", "state", "visibleAt"] },
  ],
);

/** The year's own row has no unit. */
export const WHOLE = "";

export const subjectOf = ({ id: rowId, unit }: Pick<ScoreRow, "id" | "unit">): string =>
  unit === WHOLE ? `score:${rowId}` : `sunit:${rowId}`;

/** A row at the version that the card showed; without one, as it is. */
export async function getScore(
  turn: Turn,
  { id: rowId, rev }: { id: string; rev?: number },
): Promise<ScoreRow> {
  const found = await findRow(turn.tx, ScoreTable, { districtId: turn.district, id: rowId });
  if (!found) throw new Refusal("没有找到这次考核，发“考核”可重新打开");
  if (rev !== undefined && rev !== found.version) throw new StaleCard();
  return found;
}

export const addScores = (turn: Turn, rows: readonly ScoreRow[]): Promise<void> =>
  insertRows(turn.tx, ScoreTable, rows);

/** Keeps a new version; every copy of its card follows, a unit's change on the year's too. Somebody was faster: nothing is kept. */
export async function saveScore(turn: Turn, before: ScoreRow, after: ScoreRow): Promise<ScoreRow> {
  const version = before.version + 1;
  const here = { districtId: turn.district, id: before.id, version: before.version };
  const kept = await changeRows(turn.tx, ScoreTable, here, { ...changed(before, after), version });
  if (kept === 0) throw new StaleCard();
  show(turn, subjectOf(after));
  if (after.unit !== WHOLE) show(turn, subjectOf({ id: after.scoreId, unit: WHOLE }));
  return { ...after, version };
}

/** The units' shares of a year, in the order in which they were begun: the plan's. */
export const sharesOf = (turn: Turn, { scoreId }: Pick<ScoreRow, "scoreId">): Promise<ScoreRow[]> =>
  findRows(turn.tx, ScoreTable, { districtId: turn.district, scoreId }, { order: { id: "ASC" } }).then(
    (rows) => rows.filter(({ unit }) => unit !== WHOLE),
  );

const ours = ({ district, campaign }: Turn) => ({ districtId: district, campaign: campaign.key });

/** The countings of a year that were not dropped, the newest first. */
export const scoresOf = (turn: Turn, year: number): Promise<ScoreRow[]> =>
  findRows(
    turn.tx,
    ScoreTable,
    { ...ours(turn), unit: WHOLE, year, state: ["counting", "counted", "published", "frozen"] },
    { order: { id: "DESC" } },
  );

/** What one unit may read, the newest first. */
export const publishedShares = (turn: Turn, unit: string): Promise<ScoreRow[]> =>
  findRows(
    turn.tx,
    ScoreTable,
    { ...ours(turn), unit, state: ["published", "frozen"] },
    { order: { id: "DESC" } },
  );

/** The years whose units may still object, or wait for an answer. */
export const publishedScores = (turn: Turn): Promise<ScoreRow[]> =>
  findRows(turn.tx, ScoreTable, { ...ours(turn), unit: WHOLE, state: "published" });

/** The shares whose unit waits for an answer. */
export async function openObjections(turn: Turn): Promise<ScoreRow[]> {
  const published = await findRows(
    turn.tx,
    ScoreTable,
    { ...ours(turn), unit: turn.campaign.units.map(({ key: unit }) => unit), state: "published" },
    { order: { id: "ASC" } },
  );
  return published.filter(({ isObjecting }) => isObjecting);
}
