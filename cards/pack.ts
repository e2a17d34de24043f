import { figures } from "./blocks.ts";
import { button, choice } from "./buttons.ts";
import { card, plain, small, type Card, type Element } from "./elements.ts";
import { table, type Column } from "./table.ts";
import { cut } from "./text.ts";

export type PackView = {
  /** The duty's key. */
  id: string;
  title: string;
  at: string;
  counts: { owed: number; handed: number; late: number; missing: number };
  missing: readonly string[];
  units: readonly { name: string; state: string; at: string }[];
  /** `发现隐患合计20条（2家）`, each opens its list. */
  sums: readonly { key: string; words: string }[];
};

const COLUMNS: Column[] = [
  { name: "unit", title: "单位", type: "text", width: "40%" },
  { name: "state", title: "情况", type: "text", width: "25%" },
  { name: "at", title: "报送时间", type: "text", width: "35%" },
];

const MOST_NAMES = 300;
const NAME = 30;

/** The district's pack of one duty in short: who handed in, who is missing, the sums with their lists. */
export function packCard(view: PackView): Card {
  const { id, title, at, counts, missing, units, sums } = view;
  const head = { title: `汇总：${cut(title, 14)}`, subtitle: `${id} · 截至${at}`, colour: "blue" as const };
  return card("汇总", head, [
    figures([
      { value: counts.owed, label: "应报", note: "家" },
      { value: counts.handed, label: "已报", note: "家" },
      { value: counts.late, label: "迟报", note: "家" },
      { value: counts.missing, label: "未报", note: "逾期", alarm: counts.missing > 0 },
    ]),
    ...(missing.length > 0 ? [plain(cut(`逾期未报：${missing.join("、")}`, MOST_NAMES))] : []),
    table(
      COLUMNS,
      units.map(({ name, state, at: when }) => ({ unit: cut(name, NAME), state, at: when })),
    ),
    ...(sums.length > 0 ? [plain(sums.map((sum) => sum.words).join("\n")), listSelect(id, sums)] : []),
    button({ label: "要汇总文件", act: "pack.file", id, rev: 0 }),
    small("按方案次序，合计为已报单位最近一次报送的数，退回未重报的不计。文件含各单位报告全文，只发给您。"),
  ]);
}

const listSelect = (id: string, sums: PackView["sums"]): Element =>
  choice(
    { label: "打开清单", act: "pack.list", id, rev: 0 },
    sums.map((sum) => ({ text: cut(sum.words, NAME), value: sum.key })),
  );
