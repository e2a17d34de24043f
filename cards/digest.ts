import { figures } from "./blocks.ts";
import { listSelect } from "./digest-lists.ts";
import { charts } from "./digest-charts.ts";
import {
  byUnit,
  itemLine,
  decisionSection,
  majorSection,
  progressSection,
  raisedSection,
  unitSection,
} from "./digest-parts.ts";
import { card, columns, markdown, plain, small, type Card, type Element, type Tag } from "./elements.ts";
import type { DigestView } from "./digest-view.ts";
import { escape } from "./text.ts";

/** So many red items, and major ones, stand on the card; the rest are behind “打开清单”. */
export const RED_ITEMS = 5;
export const MAJOR_ITEMS = 8;

const changed = (since: string, change: number | null): string =>
  change === null ? "首期" : `${since}${change > 0 ? "+" : ""}${change}`;

/** The digest of one day: silent in one line when nothing changed. */
export function digestCard(view: DigestView): Card {
  if (view.calm) return calmCard(view);
  const card = fullCard(view);
  return Buffer.byteLength(JSON.stringify(card)) > ROOMY ? fullCard(tighter(view)) : card;
}

/** Beyond so many bytes some of what is behind lists anyway is left out; Feishu takes 30 KB. */
const ROOMY = 26_000;
const FEW = 3;

const tighter = (view: DigestView): DigestView => ({
  ...view,
  majors: view.majors?.slice(0, FEW) ?? [],
  redItems: view.redItems.slice(0, FEW),
  units: view.units.map((unit) => ({ ...unit, cause: "" })),
});

function fullCard(view: DigestView): Card {
  const { registered, closed, open, red, since, trend, byFocus } = view;
  const head = {
    title: `${view.date}日报`,
    subtitle: view.campaign,
    colour: "blue" as const,
    tags: lightCounts(view),
  };
  return card(`${view.shortDate}专项治理日报`, head, [
    markdown(`**${escape(view.headline)}**`, { text_size: "heading-4" }),
    ...closingSection(view),
    figures([
      { value: registered, label: "新登记", note: "今日" },
      { value: closed, label: "销号", note: "今日" },
      { value: open.count, label: "未销号", note: changed(since, open.change) },
      { value: red.count, label: "红灯", note: changed(since, red.change), alarm: red.count > 0 },
    ]),
    listSelect(view),
    ...redSection(view),
    ...decisionSection(view),
    ...majorSection(view),
    ...raisedSection(view),
    ...progressSection(view),
    ...charts(trend, byFocus),
    ...unitSection(view),
    small(foot(view, "清单只发给点开的人。")),
  ]);
}

/** The last digest: what it came to, what goes on, and that the bot falls silent. */
function closingSection({
  isLast,
  campaign,
  registeredInAll = 0,
  closedInAll = 0,
  open,
}: DigestView): Element[] {
  if (!isLast) return [];
  const others = registeredInAll - closedInAll - open.count;
  const ended = others > 0 ? `，作废、并案、关闭取缔${others}条` : "";
  return [
    plain(
      `${campaign}到此结束。累计登记${registeredInAll}条、销号${closedInAll}条${ended}；未销号的${open.count}条结转，由责任单位接着整改到销号。`,
    ),
    small("日报、通报到此为止；已到期没办完的再催一轮，以后不再提醒。发命令仍可查询，卡片仍可办理。"),
  ];
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

function redSection({ redItems: items, red: { count }, redUnits = [] }: DigestView): Element[] {
  if (count === 0) return [];
  const named = items.slice(0, RED_ITEMS);
  const rest = count - named.length;
  return [
    markdown(`<text_tag color='red'>红灯</text_tag> **${count}条**`, { margin: "8px 0px 0px 0px" }),
    ...byUnit(redUnits),
    ...named.map(({ title, line }) => itemLine(title, line)),
    ...(rest > 0 ? [plain(`另有${rest}条，见“打开清单”。`)] : []),
  ];
}
