import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KIND_WORDS } from "../../cards/score-view.ts";
import { wordsCard } from "../../cards/words.ts";
import { rootInWords, rootOf } from "../campaign/chain.ts";
import { unitName } from "../campaign/definition.ts";
import { SCORE_KINDS } from "../campaign/score-rules.ts";
import { findBy } from "../db/statements.ts";
import { cover, day, line, stamp, text, whole } from "../files/book-parts.ts";
import { writeWorkbook, type Sheet, type SheetColumn, type SheetLine } from "../files/workbook.ts";
import type { Draw, Turn } from "../turn.ts";
import { ScoreLineTable } from "./line-store.ts";
import { mayRead } from "./rights.ts";
import { getScore, sharesOf, WHOLE, type ScoreRow } from "./store.ts";
import { perTen, plusAndMinus } from "./sums.ts";

const A_PAGE = 500;
const COVER_WIDTH = 90;

/** The workbook of a score as it is when it leaves: how it was made, the units, and every line. */
export const drawScoreFile: Draw = async (turn, id, { person }) => {
  const score = await getScore(turn, { id });
  if (!person || !mayRead(person, score)) return null;
  const shares = score.unit === WHOLE ? await sharesOf(turn, score) : [score];
  const root = rootInWords(await rootOf(turn.tx, turn.district));
  const of = score.unit === WHOLE ? "" : `-${unitName(turn.campaign, score.unit)}`;
  const name = `${score.year}年考核${score.isTrial ? "试算" : ""}${of}.xlsx`;
  const bytes = await written([
    cover(COVER_WIDTH, () => coverOf(turn, score, shares, root)),
    { name: "得分", columns: UNITS, lines: [shares.map((share) => unitLine(turn, share))] },
    { name: "明细", columns: LINES, lines: linesOf(turn, shares) },
  ]);
  return { card: wordsCard(name), file: { name, bytes } };
};

async function written(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const dir = await mkdtemp(join(tmpdir(), "duban-score-"));
  try {
    const path = join(dir, "score.xlsx");
    await writeWorkbook(path, sheets);
    return await readFile(path);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** How a counting stands, in words. */
export const STATES: Record<ScoreRow["state"], string> = {
  counting: "统计中",
  counted: "没有发布",
  published: "已发布，申诉期内可能再改",
  frozen: "已定稿",
  dropped: "已作废",
};

function coverOf(turn: Turn, score: ScoreRow, shares: readonly ScoreRow[], root: string): string[][] {
  const { campaign, now } = turn;
  const { weights } = score;
  const ranking = campaign.score?.ranking ?? false;
  const counted = SCORE_KINDS.filter((kind) => weights[kind] !== 0);
  return [
    ["名称", `${campaign.name}${score.year}年度考核${score.isTrial ? "（试算）" : ""}`],
    ["统计到", score.lastOn],
    ["制表时间", stamp(turn, now)],
    ["状态", STATES[score.state]],
    ["范围", score.unit === WHOLE ? "全部单位" : unitName(campaign, score.unit)],
    ["条数", String(shares.reduce((sum, { lines }) => sum + lines, 0))],
    ["起分", String(score.base)],
    ["计分标准", counted.map((kind) => `${KIND_WORDS[kind].join("每")}${weights[kind]}分`).join("；")],
    ["怎么比", `只和同类单位比，${ranking ? "同类之间排名" : "不排名"}。每查10家发现多少条单列，不计分。`],
    ["怎么看", "“明细”一行是一件事，编号可在督办里打开。已撤的条目保留，分数不计。"],
    ["留痕", root],
  ];
}

const UNITS = [
  text("单位", 24),
  text("类别", 10),
  whole("得分"),
  whole("加分"),
  whole("扣分"),
  whole("条数"),
  whole("发现"),
  whole("已查家数"),
  text("每查10家", 12),
  text("申诉", 12),
];

const GROUPS = { department: "部门", locality: "镇街" };
const OBJECTIONS = { open: "待答复", accepted: "已采纳", rejected: "未采纳" };

function unitLine({ campaign }: Turn, share: ScoreRow): SheetLine {
  const { base, points, sums, lines, found, checked, objection } = share;
  const { plus, minus } = plusAndMinus(sums);
  const unit = campaign.units.find(({ key }) => key === share.unit);
  return line([
    unitName(campaign, share.unit),
    unit ? GROUPS[unit.kind] : "",
    base + points,
    plus,
    minus,
    lines,
    found,
    checked,
    perTen(found, checked),
    objection ? OBJECTIONS[objection.state] : "",
  ]);
}

/** The columns of its lines. */
export const LINES: SheetColumn[] = [
  text("单位", 24),
  whole("序号"),
  text("项目", 12),
  day("日期"),
  text("编号", 20),
  text("事由", 60),
  whole("次/天"),
  whole("分"),
  text("备注", 10),
];

/** Page by page: what is held in memory does not grow with the lines. */
export async function* linesOf(turn: Turn, shares: readonly ScoreRow[]): AsyncGenerator<SheetLine[]> {
  for (const { scoreId, unit } of shares)
    for (let last = 0; ;) {
      const page = await findBy(
        turn.tx,
        ScoreLineTable,
        `district_id = ? AND score_id = ? AND unit = ? AND number > ? ORDER BY number LIMIT ${A_PAGE}`,
        [turn.district, scoreId, unit, last],
      );
      if (page.length === 0) break;
      last = page.at(-1)?.number ?? last;
      yield page.map(({ number, kind, on, code, words, times, points, isStruck }) =>
        line([
          unitName(turn.campaign, unit),
          number,
          KIND_WORDS[kind][0],
          on,
          code,
          words,
          times,
          isStruck ? 0 : points,
          isStruck ? "已撤" : "",
        ]),
      );
    }
}
