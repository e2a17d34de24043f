import { NAMED } from "../src/digest/bulletin-duties.ts";
import { button, choice } from "./buttons.ts";
import { figures } from "./blocks.ts";
import {
  band,
  card,
  grey,
  heading,
  LIGHT_WORDS,
  lightTag,
  markdown,
  plain,
  small,
  type Card,
  type Element,
} from "./elements.ts";
import { countOf, namedOf, ratesInWords, type BulletinView, type NamedLine } from "./bulletin-view.ts";
import { table, type Column } from "./table.ts";
import { cut, escape } from "./text.ts";

/** The whole text stands in the document. */
const TEXT = 300;
const TITLE = 30;
const LINE = 60;

/** An issued bulletin, as the group and everybody else reads it. */
export function bulletinCard(view: BulletinView): Card {
  const { code, campaign, corrects } = view;
  const head = {
    title: code,
    subtitle: corrects ? `${campaign} · 更正${corrects}` : campaign,
    colour: "blue" as const,
  };
  return card("专项治理通报", head, [
    ...(view.correction ? correctionOf(view) : []),
    ...numbersOf(view),
    ...textsOf(view),
    ...factsOf(view),
    button({ label: "发我文件", act: "bulletin.file", id: view.id, rev: 0 }),
    small(footOf(view)),
  ]);
}

/** What was wrong, in a bulletin that corrects another. */
export const correctionOf = ({ corrects, correction }: BulletinView): Element[] => [
  band(`更正${corrects}`, ""),
  plain(cut(correction, TEXT)),
];

const footOf = ({ period, cutoff, approvedBy, isAlone, root }: BulletinView): string =>
  [
    `统计期${period}，数据截至${cutoff}。清单只发给点开的人。`,
    `${approvedBy}签发${isAlone ? "（办公室仅一人，送审与签发为同一人）" : ""}`,
    root && `留痕 ${root}`,
  ]
    .filter(Boolean)
    .join("\n");

/** `发现12条，销号9条，逾期2条` */
const headline = (view: BulletinView): string =>
  `发现${countOf(view, "found")}条，销号${countOf(view, "closed")}条，逾期${countOf(view, "overdue")}条`;

/** The totals, the rates, and what opens them. */
export function numbersOf(view: BulletinView): Element[] {
  const overdue = countOf(view, "overdue");
  const alone = (key: string, label: string, note: string) => ({ value: countOf(view, key), label, note });
  return [
    markdown(`**${headline(view)}**`, { text_size: "heading-4" }),
    figures([
      alone("found", "发现", "本期"),
      alone("closed", "销号", "本期"),
      alone("open", "未销号", "现有"),
      { value: overdue, label: "逾期", note: "未改", alarm: overdue > 0 },
    ]),
    figures([
      alone("major", "重大", "未销号"),
      alone("listed", "挂牌", "督办中"),
      alone("shutDown", "取缔", "本期"),
      alone("penalized", "处罚", "本期"),
    ]),
    plain(ratesInWords(view).join("\n")),
    listSelect(view),
    // Beside a form there is no room for forty units; their table stands below it.
    ...(view.state === "draft" ? [] : [unitSelect(view)]),
  ];
}

const picker = (
  label: string,
  act: "bulletin.list" | "bulletin.unit",
  id: string,
  options: readonly { text: string; value: string }[],
): Element =>
  choice(
    { label, act, id, rev: 0 },
    options.map(({ text, value }) => ({ text: cut(text, TITLE), value })),
  );

/** Every figure opens the list behind it; the list goes to the asker alone. */
const listSelect = ({ id, lists }: BulletinView): Element =>
  picker(
    "打开清单",
    "bulletin.list",
    id,
    lists.map(({ key, name, count, unit }) => ({ text: `${name}（${count}${unit}）`, value: key })),
  );

const unitSelect = ({ id, units }: BulletinView): Element =>
  picker(
    "看一个单位",
    "bulletin.unit",
    id,
    units.map(({ key, unit }) => ({ text: unit, value: key })),
  );

/** The office's own words. */
export const textsOf = ({ situation, practice, demands }: BulletinView): Element[] =>
  [
    ["总体情况", situation],
    ["好的做法", practice],
    ["下一步要求", demands],
  ].flatMap(([title = "", text = ""]) => (text ? [heading(title), plain(cut(text, TEXT))] : []));

type Section = {
  title: string;
  count: number;
  lines: readonly NamedLine[];
  most: number;
  unit?: string;
  /** Where the others are. */
  rest?: string;
};

export function namedSection({
  title,
  count,
  lines,
  most,
  unit = "条",
  rest: elsewhere = "“打开清单”和文件",
}: Section): Element[] {
  if (lines.length === 0) return [];
  const inLine = ({ title: name, line }: NamedLine) =>
    markdown(`**${escape(cut(name, TITLE))}**<br>${grey(escape(cut(line, LINE)))}`);
  const shown = lines.slice(0, most);
  const rest = count - shown.length;
  return [
    heading(`${title}（${count}${unit}）`),
    ...shown.map(inLine),
    ...(rest > 0 ? [plain(`另有${rest}${unit}，见${elsewhere}。`)] : []),
  ];
}

/** What is named, and the table of the units in the plan's order. */
export function factsOf(view: BulletinView, most = NAMED): Element[] {
  return [
    ...namedSection({ title: "重大和挂牌隐患", ...namedOf(view, "majors", "major"), most }),
    ...namedSection({ title: "关闭取缔", ...namedOf(view, "shutDown", "shutDown"), most }),
    ...namedSection({ title: "销号不实", ...namedOf(view, "untrue", "untrue"), most }),
    ...namedSection({ title: "逾期未改", ...namedOf(view, "backlog", "overdue"), most }),
    ...namedSection({
      title: "报送进展",
      lines: view.duties,
      count: view.duties.length,
      most,
      unit: "项",
    }),
    heading("各单位", "按方案次序，不排名"),
    unitTable(view),
  ];
}

/** Two figures share a column: on a phone six heads would be cut. */
const UNIT_COLUMNS: readonly Column[] = [
  { name: "u", title: "单位", type: "text", width: "28%" },
  { name: "l", title: "灯号", type: "options", width: "18%" },
  { name: "f", title: "发现/销号", type: "text", width: "27%" },
  { name: "o", title: "未销/逾期", type: "text", width: "27%" },
];

const unitTable = ({ units }: BulletinView): Element =>
  table(
    UNIT_COLUMNS,
    units.map(({ unit, light, found, closed, open, overdue }) => ({
      u: unit,
      l: [{ text: LIGHT_WORDS[light], color: lightTag(light).colour }],
      f: `${found}/${closed}`,
      o: `${open}/${overdue}`,
    })),
  );
