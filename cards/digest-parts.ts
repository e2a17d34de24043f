import { DUTIES, OWES_REST } from "../src/digest/progress.ts";
import { fold } from "./blocks.ts";
import { unitSelect } from "./digest-lists.ts";
import type { DigestView, RedUnit, UnitLine } from "./digest-view.ts";
import {
  grey,
  heading,
  lightTag,
  LIGHT_WORDS,
  markdown,
  plain,
  small,
  type Element,
  type Light,
} from "./elements.ts";
import { table, type Column } from "./table.ts";
import { cut, escape } from "./text.ts";

/** So many units and decisions are named; the rest are counted. */
const UNITS = 10;
const DECISIONS = 5;
const LINE = 44;

/** `区商务局2条、甲镇1条` */
export function byUnit(units: readonly RedUnit[]): Element[] {
  if (units.length < 2) return [];
  const named = units.slice(0, UNITS).map(({ unit, count }) => `${unit}${count}条`);
  return [small(`${named.join("、")}${units.length > UNITS ? `等${units.length}处` : ""}`)];
}

const tagFor = (light: Light): string =>
  light === "grey" ? " " : ` <text_tag color='${lightTag(light).colour}'>${LIGHT_WORDS[light]}</text_tag>`;

export const itemLine = (title: string, line: string, light: Light = "grey"): Element =>
  markdown(`**${escape(cut(title, LINE))}**${tagFor(light)}<br>${grey(escape(cut(line, LINE)))}`);

/** What the meeting and the office are asked to decide. */
export function decisionSection({ decisions = [] }: DigestView): Element[] {
  if (decisions.length === 0) return [];
  const rest = decisions.length - DECISIONS;
  return [
    heading(`请决定${decisions.length}件`),
    ...decisions.slice(0, DECISIONS).map(({ title, line }) => itemLine(title, line)),
    ...(rest > 0 ? [plain(`另有${rest}件，见“打开清单”。`)] : []),
  ];
}

/** Every major hazard by its number, the listed ones first, every time. */
export function majorSection({ majors = [], lists }: DigestView): Element[] {
  if (majors.length === 0) return [];
  const countOf = (wanted: string) => lists.find(({ key }) => key === wanted)?.count ?? 0;
  const [count, listed] = [Math.max(countOf("major"), majors.length), countOf("listed")];
  const rest = count - majors.length;
  return [
    heading(`重大隐患${count}条`, listed > 0 ? `挂牌督办${listed}条` : ""),
    ...majors.map(({ title, line, light }) => itemLine(title, line, light)),
    ...(rest > 0 ? [plain(`另有${rest}条，见“打开清单”。`)] : []),
  ];
}

/** For the conveners: what nobody has moved for long, and the office's own queues. Each number opens its list. */
export function raisedSection({ lists, queues = [] }: DigestView): Element[] {
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

/** The phase and how long it still runs, and the duties that are past and still owed. */
export function progressSection({ phase = "", duties = [], lists }: DigestView): Element[] {
  const rest = lists.find(({ key }) => key === OWES_REST)?.count ?? 0;
  const lines = [
    ...(phase ? [phase] : []),
    ...duties
      .slice(0, DUTIES)
      .map(({ name, handed, owed, missing }) => `${name}：已报${handed}/${owed}家，逾期未报${missing}家`),
    ...(rest > 0 ? [`另有${duties.length - DUTIES}项逾期未报齐，欠${rest}家次，见“打开清单”`] : []),
  ];
  return lines.length > 0 ? [heading("阶段和报送"), plain(lines.join("\n"))] : [];
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

/** Which units are not green, and why. */
function causes(units: readonly UnitLine[]): Element[] {
  const lines = units.flatMap(({ unit, light, cause }) =>
    cause ? [`${unit} ${LIGHT_WORDS[light]}：${cause}`] : [],
  );
  return lines.length > 0 ? [fold(`灯号原因（${lines.length}）`, [small(lines.join("\n"))])] : [];
}

/** Each unit's light, what it has open, and the lists behind. */
export const unitSection = (view: DigestView): Element[] => [
  heading("各单位", "按方案次序，不排名"),
  unitTable(view.units),
  ...unitSelect(view),
  ...causes(view.units),
];
