import { z } from "zod";
import { SCORE_KINDS, type ScoreKind } from "../campaign/score-rules.ts";
import { ask } from "../db/ask.ts";
import { day, defineTable, flag, id, key, whole } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import { changeRows, findRows, insertRows } from "../db/statements.ts";
import { StaleCard } from "../errors.ts";
import type { Turn } from "../turn.ts";
import type { ScoreLine } from "./line.ts";
import type { ScoreRow } from "./store.ts";
import type { KindSum } from "./sums.ts";

export type ScoreLineRow = ScoreLine & {
  id: string;
  districtId: string;
  scoreId: string;
  unit: string;
  /** By which a unit and the office speak of it: 序号 in the unit's list. */
  number: number;
  /** Struck off after an objection: it stays in the list, without its points. */
  isStruck: boolean;
  version: number;
};

/** Every line of every unit's score. */
export const ScoreLineTable = defineTable<ScoreLineRow>(
  "score_line",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    scoreId: { ...key(36), name: "score_id" },
    unit: key(32),
    number: whole(),
    kind: key(16),
    on: { ...day(), name: "occurs_on" },
    times: whole(),
    points: whole(),
    subject: key(80),
    code: key(40),
    words: key(200),
    isStruck: { ...flag(), name: "is_struck" },
    version: whole(),
  },
  [
    { name: "score_line_number", columns: ["districtId", "scoreId", "unit", "number"], unique: true },
    { name: "score_line_kind", columns: ["districtId", "scoreId", "unit", "kind", "number"] },
  ],
);

const AT_ONCE = 300;
const WORDS = 200;

/** Adds a unit's lines; their numbers go on from `after`. */
export async function addLines(
  turn: Turn,
  { scoreId, unit }: ScoreRow,
  lines: readonly ScoreLine[],
  after: number,
): Promise<void> {
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const rows = lines.slice(from, from + AT_ONCE).map((line, at): ScoreLineRow => ({
      ...line,
      words: [...line.words].slice(0, WORDS).join(""),
      id: newRowId(turn.now),
      districtId: turn.district,
      scoreId,
      unit,
      number: after + from + at + 1,
      isStruck: false,
      version: 1,
    }));
    await insertRows(turn.tx, ScoreLineTable, rows);
  }
}

type Whose = Pick<ScoreRow, "scoreId" | "unit">;

const Sum = z.object({
  kind: z.enum(SCORE_KINDS),
  count: z.coerce.number(),
  times: z.coerce.number(),
  points: z.coerce.number(),
});

/** What a unit's lines come to, kind by kind, as they stand. */
export async function sumsIn(turn: Turn, { scoreId, unit }: Whose): Promise<KindSum[]> {
  const sums = await ask(
    turn.tx,
    `SELECT l.kind AS kind, COUNT(*) AS count, SUM(CASE WHEN l.is_struck THEN 0 ELSE l.times END) AS times,
      SUM(CASE WHEN l.is_struck THEN 0 ELSE l.points END) AS points FROM score_line l
      WHERE l.district_id = :district AND l.score_id = :scoreId AND l.unit = :unit GROUP BY l.kind`,
    { district: turn.district, scoreId, unit },
    Sum,
  );
  return SCORE_KINDS.flatMap((kind) => sums.filter((sum) => sum.kind === kind));
}

/** A unit's lines of one kind, by their numbers. */
export const linesOfKind = (turn: Turn, { scoreId, unit }: Whose, kind: ScoreKind): Promise<ScoreLineRow[]> =>
  findRows(
    turn.tx,
    ScoreLineTable,
    { districtId: turn.district, scoreId, unit, kind },
    { order: { number: "ASC" } },
  );

/** Those with these numbers. */
export const linesNumbered = async (
  turn: Turn,
  { scoreId, unit }: Whose,
  numbers: readonly number[],
): Promise<ScoreLineRow[]> =>
  numbers.length === 0
    ? []
    : findRows(turn.tx, ScoreLineTable, { districtId: turn.district, scoreId, unit, number: numbers });

/** Strikes a line off; it keeps its number. */
export async function strike(turn: Turn, line: ScoreLineRow): Promise<void> {
  const here = { districtId: turn.district, id: line.id, version: line.version };
  const change = { isStruck: true, version: line.version + 1 };
  if ((await changeRows(turn.tx, ScoreLineTable, here, change)) === 0) throw new StaleCard();
}
