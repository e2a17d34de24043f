import { z } from "zod";
import { plusAndMinus } from "../src/score/sums.ts";
import { figures, historyFold } from "./blocks.ts";
import { button, choice } from "./buttons.ts";
import { band, card, facts, plain, small, type Card, type Element } from "./elements.ts";
import { optionalText, requiredText } from "./fields.ts";
import { form, input, submit } from "./form.ts";
import { signed, standingTag, type ScoreObjection, type ScoreUnitView } from "./score-view.ts";
import { table, type Column } from "./table.ts";

const WORDS = 300;
const LINES = 100;

/** One unit's year: its points by kind, each of which opens its list; a unit objects here, the office answers here. */
export function scoreUnitCard(view: ScoreUnitView, asks: "object" | null): Card {
  const { year, unit, isTrial, state } = view;
  const head = {
    title: isTrial ? "年度考核试算" : "年度考核得分",
    subtitle: `${year}年 · ${unit}`,
    colour: colourOf(view),
    tags: [standingTag(view)],
  };
  if (state === "dropped") return card("年度考核", head, [plain("已重新统计，这一次作废。发“考核”看新的。")]);
  if (state === "counting") return card("年度考核", head, [plain("正在统计。")]);
  return card("年度考核", head, [
    pointsOf(view),
    ...kindsOf(view),
    ...lookedOf(view),
    ...objectionOf(view),
    ...actsOf(view, asks),
    button({ label: "发我表格", act: "score.file", id: view.id, rev: 0 }),
    small(footOf(view)),
    ...historyFold(view.history, "更早的见留痕"),
  ]);
}

function colourOf({ state, reader, objection, mayObject }: ScoreUnitView) {
  if (state === "dropped") return "grey" as const;
  if (state === "frozen") return "green" as const;
  const isWanted = reader === "decider" ? objection?.state === "open" : mayObject;
  return isWanted ? ("blue" as const) : ("wathet" as const);
}

function pointsOf({ total, base, kinds }: ScoreUnitView): Element {
  const { plus, minus } = plusAndMinus(kinds);
  return figures([
    { value: total, label: "得分", note: `从${base}分起` },
    { value: plus, label: "加分", note: "合计" },
    { value: Math.abs(minus), label: "扣分", note: "合计", alarm: minus < 0 },
  ]);
}

const COLUMNS: readonly Column[] = [
  { name: "k", title: "项目", type: "text", width: "37%" },
  { name: "n", title: "清单", type: "text", width: "21%" },
  { name: "t", title: "次/天", type: "text", width: "21%" },
  { name: "p", title: "分", type: "text", width: "21%" },
];

function kindsOf({ id, kinds }: ScoreUnitView): Element[] {
  if (kinds.length === 0) return [plain("没有加分和扣分的事项。")];
  const rows = kinds.map(({ name, count, times, measure, points }) => ({
    k: name,
    n: `${count}条`,
    t: `${times}${measure}`,
    p: signed(points),
  }));
  return [
    table(COLUMNS, rows),
    choice(
      { label: "打开清单", act: "score.list", id, rev: 0 },
      kinds.map(({ kind, name, count, points }) => ({
        text: `${name}（${count}条，${signed(points)}分）`,
        value: kind,
      })),
    ),
  ];
}

const lookedOf = ({ found, checked, perTen }: ScoreUnitView): Element[] =>
  checked === null || perTen === null
    ? []
    : facts([["排查力度", `每查10家发现${perTen}条（查${checked}家、发现${found}条），发现多不扣分`]]);

const STATES: Record<ScoreObjection["state"], string> = {
  open: "申诉待答复",
  accepted: "申诉已采纳",
  rejected: "申诉未采纳",
};

function objectionOf({ objection }: ScoreUnitView): Element[] {
  if (!objection) return [];
  const { state, by, decideBy, isLate, struck, change, reason } = objection;
  const answered = [
    ...(struck.length > 0 ? [`撤第${struck.join("、")}条`] : []),
    ...(change ? [`${change.from}分改为${change.to}分`] : []),
  ].join("，");
  const awaited = isLate ? `答复已超时限，应在${decideBy}前` : `办公室${decideBy}前答复`;
  return [
    band(STATES[state], state === "open" ? awaited : answered),
    plain(`${by}：${objection.words}`),
    ...(reason ? [plain(`答复：${reason}`)] : []),
  ];
}

function actsOf(view: ScoreUnitView, asks: "object" | null): Element[] {
  const { id, rev, reader, objection, mayObject } = view;
  if (reader === "decider" && objection?.state === "open") return [deciding(view)];
  if (!mayObject) return [];
  if (asks === null) return [button({ label: "申诉", act: "score.object.form", id, rev })];
  return [
    form("score_object", [
      input({
        name: "words",
        label: "哪几条不对、为什么",
        required: true,
        most: WORDS,
        rows: 4,
        placeholder: "例：第3条，报告12月24日已交，见任务0033",
      }),
      submit({ label: "提交申诉", act: "score.object", id, rev }, "primary_filled"),
      button({ label: "返回", act: "form.back", id, rev }, "default", { name: "go_back" }),
    ]),
  ];
}

const deciding = ({ id, rev }: ScoreUnitView): Element =>
  form("score_decide", [
    input({ name: "lines", label: "撤哪几条（清单里的序号）", most: LINES, placeholder: "例：3、7" }),
    input({ name: "reason", label: "答复意见", most: WORDS, rows: 3 }),
    submit({ label: "采纳并改分", act: "score.accept", id, rev }, "primary_filled"),
    submit({ label: "不采纳", act: "score.reject", id, rev }, "danger", {
      title: "不采纳这件申诉？",
      text: "写明理由，单位负责人收到答复。",
    }),
  ]);

function footOf(view: ScoreUnitView): string {
  const { last, state, isTrial, objectBy, mayObject, objection, isHeadless } = view;
  const counted = `统计到${last}。`;
  if (isTrial) return `${counted}试算只给办公室看。`;
  if (state === "counted") return `${counted}还没有发布。`;
  if (state === "frozen") return `${counted}已定稿，不再改。`;
  if (mayObject) return `${counted}有不对的，到${objectBy}止可以申诉一次。`;
  if (objection) return counted;
  return isHeadless
    ? `${counted}申诉到${objectBy}止。负责人和B角席位空缺，没有人能申诉，请联系办公室先补名册。`
    : `${counted}申诉到${objectBy}止，由本单位负责人或B角提出。`;
}

/** What a unit's form sends. */
export const ObjectForm = z.object({ words: requiredText("哪几条不对、为什么", WORDS) });
export type ObjectForm = z.output<typeof ObjectForm>;

/** What the office's form sends. */
export const DecideForm = z.object({
  lines: optionalText("撤哪几条", LINES),
  reason: optionalText("答复意见", WORDS),
});
export type DecideForm = z.output<typeof DecideForm>;
