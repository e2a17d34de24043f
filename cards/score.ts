import { placesOf } from "../src/score/sums.ts";
import { historyFold } from "./blocks.ts";
import { button, choice, confirming } from "./buttons.ts";
import { band, card, heading, plain, small, type Card, type Element } from "./elements.ts";
import { signed, standingTag, type ScoreUnitLine, type ScoreView } from "./score-view.ts";
import { table, type Column } from "./table.ts";
import { cut } from "./text.ts";

const GROUPS = [
  ["department", "部门"],
  ["locality", "镇街"],
] as const;

/** A year's score of all units: each group in the plan's order, and ranked only where the campaign says so. */
export function scoreCard(view: ScoreView): Card {
  const { year, isTrial, campaign, state } = view;
  const head = {
    title: isTrial ? `${year}年考核试算` : `${year}年度考核`,
    subtitle: `${campaign} · 统计到${view.last}`,
    colour: colourOf(view),
    tags: [standingTag(view)],
  };
  if (state === "dropped") return card("年度考核", head, [plain("已重新统计，这一次作废。发“考核”看新的。")]);
  if (state === "counting") return card("年度考核", head, counting(view));
  return card("年度考核", head, [
    band(headline(view), headlineNote(view)),
    ...actsOf(view),
    unitSelect(view),
    ...GROUPS.flatMap(([group, name]) => groupOf(view, group, name)),
    button({ label: "发我表格", act: "score.file", id: view.id, rev: 0 }),
    small(footOf(view)),
    ...historyFold(view.history, "更早的见表格和留痕"),
  ]);
}

/** Whether it waits for the director: to be published, or to be frozen. */
const isWanted = (view: ScoreView): boolean =>
  (view.state === "counted" && !view.isTrial) ||
  (view.state === "published" && view.isOver && waiting(view) === 0);

function colourOf(view: ScoreView) {
  const { state, reader } = view;
  if (state === "dropped") return "grey" as const;
  if (state === "frozen") return "green" as const;
  return reader === "director" && isWanted(view) ? ("blue" as const) : ("wathet" as const);
}

const counting = ({ done, units }: ScoreView): Element[] => [
  band(`正在统计：${done}/${units.length}家`, "一家一家地数，数完自动发来。"),
];

const waiting = ({ units }: ScoreView): number =>
  units.filter(({ objection }) => objection === "open").length;

function headline(view: ScoreView): string {
  const { units, lines, state, objectBy } = view;
  if (state === "published") {
    const open = waiting(view);
    return open > 0 ? `${open}家申诉待答复` : `申诉到${objectBy}止`;
  }
  return `${units.length}家，计分${lines}条`;
}

function headlineNote(view: ScoreView): string {
  const { state, isTrial, reader, objectBy, units } = view;
  if (isTrial) return "试算只给办公室看，不发布。";
  if (state === "counted")
    return reader === "director" ? "核对后发布，各单位负责人各收到自己的。" : "等待主任发布。";
  const objected = units.filter(({ objection }) => objection !== null).length;
  const said = objected > 0 ? `共${objected}家申诉。` : "没有单位申诉。";
  return state === "published" && waiting(view) === 0 ? said : `申诉到${objectBy}止，${said}`;
}

function actsOf(view: ScoreView): Element[] {
  const { id, rev, state, isTrial, reader } = view;
  if (reader === "anyone") return [];
  const again = button({ label: "重新统计", act: "score.recount", id, rev });
  const publish = button(
    { label: "发布", act: "score.publish", id, rev },
    "primary_filled",
    confirming("发布这次考核？", "各单位负责人收到自己的得分，申诉期开始，不能再重新统计。"),
  );
  if (state === "counted") return reader === "director" && !isTrial ? [publish, again] : [again];
  if (state !== "published" || reader !== "director") return [];
  if (!isWanted(view)) return [small("申诉期过后、申诉都已答复，才能定稿；之后第二天早上自动定稿。")];
  return [
    button(
      { label: "定稿", act: "score.freeze", id, rev },
      "primary_filled",
      confirming("定稿？", "定稿后分数不能再改。"),
    ),
    small("不点，第二天早上自动定稿。"),
  ];
}

const MARKS = { open: "（申诉待答复）", accepted: "（申诉已采纳）", rejected: "（申诉未采纳）" };

const unitSelect = ({ id, units }: ScoreView): Element =>
  choice(
    { label: "看一个单位", act: "score.unit", id, rev: 0 },
    units.map((each) => ({
      text: cut(`${each.unit}${each.objection ? MARKS[each.objection] : ""}`, 30),
      value: each.id,
    })),
  );

const COLUMNS: readonly Column[] = [
  { name: "u", title: "单位", type: "text", width: "34%" },
  { name: "t", title: "得分", type: "text", width: "18%" },
  { name: "c", title: "加/扣", type: "text", width: "24%" },
  { name: "f", title: "每查10家", type: "text", width: "24%" },
];

/** Units are compared within their own group alone. */
function groupOf(view: ScoreView, group: ScoreUnitLine["group"], name: string): Element[] {
  const these = view.units.filter((unit) => unit.group === group);
  if (these.length === 0) return [];
  const places = placesOf(these.map(({ total }) => total));
  const placed = these.map((unit, at) => ({ ...unit, place: places[at] ?? 0 }));
  const sorted = view.isRanked ? placed.toSorted((one, other) => one.place - other.place) : placed;
  const rows = sorted.map((unit) => ({
    u: view.isRanked ? `${unit.place}. ${unit.unit}` : unit.unit,
    t: String(unit.total),
    c: `${signed(unit.plus)}/${signed(unit.minus)}`,
    f: unit.perTen === null ? "未报" : `${unit.perTen}条`,
  }));
  const note = view.isRanked ? "同类单位之间排名" : "按方案次序，不排名";
  return [heading(`${name}（${these.length}家）`, note), table(COLUMNS, rows)];
}

const footOf = ({ base }: ScoreView): string =>
  [
    `每家从${base}分起，一件事一条，点“看一个单位”逐条看。`,
    "每查10家是查10家企业发现几条隐患，发现多不扣分。",
  ].join("\n");
