import { unitName } from "../campaign/definition.ts";
import { day, line, oursIn, pagesOf, text, whole, type Book } from "../files/book-parts.ts";
import { LINES, linesOf, STATES } from "./sheet.ts";
import { ScoreTable, WHOLE } from "./store.ts";
import { plusAndMinus } from "./sums.ts";

/** Every counting of a year: what each unit came to, trials and dropped ones among them. */
export const scores: Book = {
  name: "考核",
  columns: [
    whole("年度"),
    text("状态", 26),
    day("统计到"),
    text("单位", 24),
    whole("得分"),
    whole("加分"),
    whole("扣分"),
    whole("条数"),
  ],
  lines: async function* (turn) {
    for await (const page of pagesOf(turn, { table: ScoreTable, ...oursIn(turn) }))
      yield page
        .filter(({ unit }) => unit !== WHOLE)
        .map(({ year, state, isTrial, lastOn, unit, base, points, sums, lines }) => {
          const { plus, minus } = plusAndMinus(sums);
          const word = isTrial ? "试算" : STATES[state];
          return line([year, word, lastOn, unitName(turn.campaign, unit), base + points, plus, minus, lines]);
        });
  },
};

/** Every line of every counting, in the order of its units. */
export const scoreLines: Book = {
  name: "考核明细",
  columns: [whole("年度"), text("状态", 26), ...LINES],
  lines: async function* (turn) {
    for await (const page of pagesOf(turn, { table: ScoreTable, ...oursIn(turn) }))
      for (const share of page.filter(({ unit }) => unit !== WHOLE)) {
        const word = share.isTrial ? "试算" : STATES[share.state];
        for await (const lines of linesOf(turn, [share]))
          yield lines.map(({ values }) => line([share.year, word, ...values]));
      }
  },
};
