import { row, type RowView } from "./buttons.ts";
import { card, small, type Card } from "./elements.ts";
import { pageOf } from "./pager.ts";
import { signed } from "./score-view.ts";

/** One line of a score with its number, and what it came from. */
export type ScoreListLine = {
  number: number;
  /** `12月27日` */
  on: string;
  code: string;
  words: string;
  points: number;
  isStruck: boolean;
  act: "open.task" | "open.hazard" | "open.roster";
  id: string;
};

export type ScoreListView = { name: string; subtitle: string; lines: readonly ScoreListLine[]; page: number };

const A_PAGE = 12;

const rowOf = (line: ScoreListLine): RowView => ({
  title: `第${line.number}条 ${line.code}${line.isStruck ? "" : ` ${signed(line.points)}分`}`,
  lines: [line.on, line.words],
  act: line.act,
  id: line.id,
  rev: 0,
  tag: line.isStruck ? { text: "已撤", colour: "neutral" } : null,
});

/** The lines behind one figure of a unit's score: a row opens the task or hazard it came from. */
export function scoreListCard({ name, subtitle, lines, page }: ScoreListView): Card {
  const { shown, pager } = pageOf(lines, page, A_PAGE, "条");
  const head = { title: `${name}（${lines.length}）`, subtitle, colour: "blue" as const };
  return card("考核清单", head, [
    ...shown.map((line) => row(rowOf(line))),
    ...pager,
    small("点一行打开那项任务或那条隐患。申诉请写“第几条”。"),
  ]);
}
