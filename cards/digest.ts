import { chart, table, type Column } from "./table.ts";
import { figures } from "./blocks.ts";
import { actionValue } from "./buttons.ts";
import {
  card,
  columns,
  heading,
  lightTag,
  markdown,
  plain,
  small,
  words,
  grey,
  LIGHT_WORDS,
  type Card,
  type Element,
  type Tag,
} from "./elements.ts";
import type { DigestView, RedItem, UnitLine } from "./digest-view.ts";
import { escape } from "./text.ts";

/** So many red items stand on the card; the rest are behind “打开清单”. */
export const RED_ITEMS = 5;

const changed = (since: string, change: number | null): string =>
  change === null ? "首期" : `${since}${change > 0 ? "+" : ""}${change}`;

/** The digest of one day: silent in one line when nothing changed. */
export const digestCard = (view: DigestView): Card => (view.calm ? calmCard(view) : fullCard(view));

function fullCard(view: DigestView): Card {
  const { registered, closed, open, red, since, redItems, trend, byFocus, units } = view;
  const head = {
    title: `${view.date}日报`,
    subtitle: view.campaign,
    colour: "blue" as const,
    tags: lightCounts(view),
  };
  return card(`${view.shortDate}专项治理日报`, head, [
    markdown(`**${escape(view.headline)}**`, { text_size: "heading-4" }),
    figures([
      { value: registered, label: "新登记", note: "今日" },
      { value: closed, label: "销号", note: "今日" },
      { value: open.count, label: "未销号", note: changed(since, open.change) },
      { value: red.count, label: "红灯", note: changed(since, red.change), alarm: red.count > 0 },
    ]),
    listSelect(view),
    ...redSection(redItems, red.count),
    ...raisedSection(view),
    ...charts(trend, byFocus),
    heading("各单位", "按方案次序，不排名"),
    unitTable(units),
    small(foot(view, "清单只发给点开的人。")),
  ]);
}

function calmCard(view: DigestView): Card {
  const { date, shortDate, open, red } = view;
  return card(`${shortDate}无变化`, null, [
    markdown(`**${date}无变化**：未销号${open.count}条，红灯${red.count}条`),
    columns([
      { elements: [small(foot(view))], align: "center" },
      { elements: [listSelect(view)], align: "center" },
    ]),
  ]);
}

const foot = ({ cutoff, late, root }: DigestView, note = ""): string =>
  [`数据截至${cutoff}。${note}`, late, root && `留痕 ${root}`].filter(Boolean).join("\n");

function lightCounts({ red, yellow }: DigestView): Tag[] {
  const tags: Tag[] = [];
  if (red.count > 0) tags.push({ text: `红灯${red.count}`, colour: "red" });
  if (yellow > 0) tags.push({ text: `黄灯${yellow}`, colour: "yellow" });
  return tags;
}

/** Every figure opens the list behind it; the list goes to the asker alone. */
const listSelect = ({ id, lists }: DigestView): Element => ({
  tag: "select_static",
  width: "fill",
  type: "default",
  placeholder: words("打开清单"),
  options: lists.map(({ key, name, count, unit }) => ({
    text: words(`${name}（${count}${unit}）`),
    value: key,
  })),
  behaviors: [{ type: "callback", value: actionValue("digest.list", id, 0) }],
});

function redSection(items: readonly RedItem[], count: number): Element[] {
  if (count === 0) return [];
  const rest = count - RED_ITEMS;
  return [
    markdown(`<text_tag color='red'>红灯</text_tag> **${count}条**`, { margin: "8px 0px 0px 0px" }),
    ...items
      .slice(0, RED_ITEMS)
      .map(({ title, line }) => markdown(`**${escape(title)}**<br>${grey(escape(line))}`)),
    ...(rest > 0 ? [plain(`另有${rest}条，见“打开清单”。`)] : []),
  ];
}

/** For the conveners: what nobody has moved for long, and the office's own queues. Each number opens its list. */
function raisedSection({ lists, queues = [] }: DigestView): Element[] {
  const risen = lists.find(({ key }) => key === "risen")?.count ?? 0;
  const ages = queues.map(({ verb, count, longest, late }) => {
    return `${verb}${count}件，最久${longest}天${late > 0 ? `，超时限${late}件` : ""}`;
  });
  const lines = [
    ...(risen > 0 ? [`久拖未办${risen}条，已升级到召集人`] : []),
    ...(ages.length > 0 ? [`办公室待办：${ages.join("；")}`] : []),
  ];
  return lines.length > 0 ? [heading("请召集人留意"), plain(lines.join("\n"))] : [];
}

function charts(trend: DigestView["trend"], byFocus: DigestView["byFocus"]): Element[] {
  const line = {
    type: "line",
    data: {
      values: trend.flatMap(({ day, registered, closed }) => [
        { d: day, k: "登记", n: registered },
        { d: day, k: "销号", n: closed },
      ]),
    },
    xField: "d",
    yField: "n",
    seriesField: "k",
    color: ["#3370FF", "#34A853"],
    point: { visible: trend.length < 2 },
    legends: { visible: true, orient: "top", position: "start", padding: 0 },
    axes: [
      { orient: "left", label: { style: { fontSize: 11 } }, tick: { tickCount: 4 } },
      { orient: "bottom", label: { style: { fontSize: 11 } }, sampling: true, tick: { visible: false } },
    ],
  };
  const bar = {
    type: "bar",
    direction: "horizontal",
    data: { values: byFocus.map(({ name, count }) => ({ k: name, n: count })) },
    xField: "n",
    yField: "k",
    color: ["#3370FF"],
    barWidth: 10,
    label: { visible: true, position: "right", style: { fontSize: 11, fill: "#646A73" } },
    axes: [
      {
        orient: "left",
        label: { style: { fontSize: 11 } },
        tick: { visible: false },
        domainLine: { visible: false },
      },
      { orient: "bottom", visible: false, max: Math.max(...byFocus.map(({ count }) => count), 1) + 1 },
    ],
  };
  const parts = [
    ...(trend.length > 0 ? [{ elements: [markdown("**登记与销号**（累计，条）"), chart(line)] }] : []),
    ...(byFocus.length > 0 ? [{ elements: [markdown("**未销号按重点内容**（条）"), chart(bar)] }] : []),
  ];
  return parts.length > 0
    ? [columns(parts, { flex_mode: "stretch", horizontal_spacing: "12px", margin: "8px 0px 0px 0px" })]
    : [];
}

const UNIT_COLUMNS: readonly Column[] = [
  { name: "u", title: "单位", type: "text", width: "36%" },
  { name: "l", title: "灯号", type: "options", width: "20%" },
  { name: "n", title: "未销号", type: "number", width: "20%" },
  { name: "s", title: "进展", type: "text", width: "24%" },
];

const unitTable = (units: readonly UnitLine[]): Element =>
  table(
    UNIT_COLUMNS,
    units.map(({ unit, light, open, progress }) => ({
      u: unit,
      l: [{ text: LIGHT_WORDS[light], color: lightTag(light).colour }],
      n: open,
      s: progress,
    })),
  );
