import { COUNTED, type Figure } from "../src/hazards/statistics.ts";
import { figures, fold } from "./blocks.ts";
import { choice } from "./buttons.ts";
import { card, plain, small, type Card, type Element } from "./elements.ts";
import { table, type Column } from "./table.ts";
import { cut } from "./text.ts";

export type StatisticsView = {
  /** `2021-2` */
  period: string;
  /** `2021年第2季度` */
  name: string;
  asOf: string;
  counts: Readonly<Record<Figure, number>>;
  units: readonly { key: string; name: string; counts: Readonly<Record<Figure, number>>; inAll: number }[];
  /** A line for each hazard whose funds are on file. */
  funds: readonly string[];
};

const MOST_FUNDS = 30;
const LINE = 60;
const FIRST = ["found", "rectified", "open"] as const;
const SECOND = ["listed", "lifted", "shut"] as const;

const lineOf = (keys: readonly Figure[], counts: StatisticsView["counts"]): Element =>
  figures(keys.map((key) => ({ value: counts[key], label: COUNTED[key], note: "条" })));

const COLUMNS: Column[] = [
  { name: "unit", title: "单位", type: "text", width: "auto" },
  { name: "found", title: "排查", type: "number", width: "auto" },
  { name: "rectified", title: "销号", type: "number", width: "auto" },
  { name: "open", title: "未销号", type: "number", width: "auto" },
];

const byUnit = ({ units }: StatisticsView): Element =>
  table(
    COLUMNS,
    units.map(({ name, counts }) => ({
      unit: name,
      found: counts.found,
      rectified: counts.rectified,
      open: counts.open,
    })),
  );

/** Every number opens its list, which goes to whoever asked. */
function lists({ period, counts, units }: StatisticsView): Element {
  const option = (text: string, value: string) => ({ text: cut(text, LINE), value });
  return choice({ label: "打开清单", act: "majors.list", id: period, rev: 0 }, [
    ...[...FIRST, ...SECOND].map((key) => option(`${COUNTED[key]}（${counts[key]}条）`, key)),
    ...units.map(({ key, name, inAll }) => option(`${name}（${inAll}条）`, `unit-${key}`)),
  ]);
}

/** Major hazards of a year or a quarter (RULES §5.7). */
export function statisticsCard(view: StatisticsView): Card {
  const { name, asOf, counts, units, funds } = view;
  const head = { title: "重大隐患统计", subtitle: name, colour: "blue" as const };
  const left = funds.length - MOST_FUNDS;
  const lines = [
    ...funds.slice(0, MOST_FUNDS).map((line) => cut(line, LINE)),
    ...(left > 0 ? [`还有${left}条，见台账。`] : []),
  ];
  const foot = small(`数据截至${asOf}。只计已核定的重大隐患，作废、并案的不计；关闭取缔不算整改。`);
  if (units.length === 0) return card("重大隐患统计", head, [plain("没有重大隐患。"), foot]);
  return card("重大隐患统计", head, [
    lineOf(FIRST, counts),
    lineOf(SECOND, counts),
    byUnit(view),
    lists(view),
    ...(lines.length > 0 ? [fold(`整改资金（${funds.length}）`, [small(lines.join("\n"))])] : []),
    foot,
  ]);
}
