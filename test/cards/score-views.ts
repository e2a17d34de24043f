import type { Card } from "../../cards/elements.ts";
import { queueCard } from "../../cards/queue.ts";
import { scoreCard } from "../../cards/score.ts";
import { scoreListCard, type ScoreListLine } from "../../cards/score-list.ts";
import { scoreUnitCard } from "../../cards/score-unit.ts";
import type { ScoreObjection, ScoreUnitLine, ScoreUnitView, ScoreView } from "../../cards/score-view.ts";

type Typed = (words: string) => string;

const ID = "0191a000-0c01-7000-8000-000000000c01";
const SHORT = ["区教育局", "区卫健局", "区科技局", "滨开区", "甲镇"];

const history = (typed: Typed) => ({
  newest: [typed("1月4日 09:10　应急管理局负责人　发布"), "1月4日 09:02　系统　统计完毕：17家、42条"],
  count: 2,
});

const unitsOf = (count: number): ScoreUnitLine[] =>
  Array.from({ length: count }, (_each, at) => ({
    id: `${ID.slice(0, -2)}${String(at).padStart(2, "0")}`,
    unit: `${SHORT[at % SHORT.length]}${at < SHORT.length ? "" : at}`,
    group: at % SHORT.length < 3 ? "department" : "locality",
    total: 100 - ((at * 7) % 23),
    plus: 2 * (at % 3),
    minus: -((at * 7) % 23) - 2 * (at % 3),
    perTen: at % 4 === 3 ? null : `${at % 5}.${at % 10}`,
    objection: at === 1 ? "open" : at === 2 ? "accepted" : at === 4 ? "rejected" : null,
  }));

const year = (more: Partial<ScoreView>, typed: Typed, count = 5): ScoreView => ({
  id: ID,
  rev: 7,
  year: 2021,
  state: "counted",
  isTrial: false,
  reader: "director",
  campaign: "危险化学品使用安全专项治理",
  last: "12月31日",
  base: 100,
  isRanked: false,
  units: unitsOf(count).map((unit) =>
    (more.state ?? "counted") === "counted" ? { ...unit, objection: null } : unit,
  ),
  done: count,
  lines: 42,
  objectBy: "",
  isOver: false,
  history: history(typed),
  ...more,
});

const KINDS = [
  { kind: "report_on_time", name: "按时报送", measure: "项", count: 1, times: 1, points: 2 },
  { kind: "report_late", name: "迟报", measure: "项", count: 1, times: 1, points: -3 },
  { kind: "overdue_day", name: "逾期", measure: "天", count: 2, times: 9, points: -9 },
  { kind: "return", name: "退回", measure: "次", count: 2, times: 3, points: -6 },
];

const share = (more: Partial<ScoreUnitView>, typed: Typed): ScoreUnitView => ({
  id: ID,
  rev: 3,
  year: 2021,
  state: "published",
  isTrial: false,
  unit: "区教育局",
  reader: "head",
  last: "12月31日",
  base: 100,
  total: 84,
  kinds: KINDS,
  found: 12,
  checked: 42,
  perTen: "2.9",
  objection: null,
  objectBy: "1月11日",
  mayObject: true,
  isHeadless: false,
  history: history(typed),
  ...more,
});

const objection = (more: Partial<ScoreObjection>, typed: Typed): ScoreObjection => ({
  state: "open",
  words: typed("第3条，12月23日已申请销号"),
  by: typed("教育局负责人"),
  decideBy: "1月12日",
  isLate: false,
  reason: "",
  struck: [],
  change: null,
  ...more,
});

const lines = (count: number, typed: Typed): ScoreListLine[] =>
  Array.from({ length: count }, (_each, at) => ({
    number: at + 3,
    on: "12月23日",
    code: at % 2 === 0 ? "隐患0012" : "任务0033",
    words: typed(at % 2 === 0 ? "甲中学：逾期未改7个工作日" : "报送第二次工作进展情况：逾期2个工作日"),
    points: at === 1 ? -2 : -7,
    isStruck: at === 0,
    act: at % 2 === 0 ? "open.hazard" : "open.task",
    id: ID,
  }));

/** Every card of a yearly score, from none of anything to forty units. */
export function scoreCards(typed: Typed): Record<string, Card> {
  const whole = (more: Partial<ScoreView> = {}, count = 5) => scoreCard(year(more, typed, count));
  const unit = (more: Partial<ScoreUnitView> = {}, asks: "object" | null = null) =>
    scoreUnitCard(share(more, typed), asks);
  const said = (more: Partial<ScoreObjection> = {}) => ({
    objection: objection(more, typed),
    mayObject: false,
  });
  const list = (count: number, page = 1) =>
    scoreListCard({ name: "逾期", subtitle: "2021年考核 · 区教育局", lines: lines(count, typed), page });
  const struck = [3];
  return {
    "score-counting": whole({ state: "counting", done: 2 }),
    "score-counted": whole(),
    "score-counted-clerk": whole({ reader: "office" }),
    "score-trial": whole({ isTrial: true }),
    "score-ranked": whole({ isRanked: true }),
    "score-published": whole({ state: "published", objectBy: "1月11日" }),
    "score-published-over": whole({
      state: "published",
      objectBy: "1月11日",
      isOver: true,
      units: unitsOf(1),
    }),
    "score-convener": whole({ state: "published", objectBy: "1月11日", reader: "anyone" }),
    "score-frozen": whole({ state: "frozen", objectBy: "1月11日" }),
    "score-dropped": whole({ state: "dropped" }),
    "score-forty": whole({ state: "published", objectBy: "1月11日" }, 40),
    "score-unit": unit(),
    "score-unit-none": unit({ kinds: [], total: 100, checked: null, perTen: null }),
    "score-unit-liaison": unit({ reader: "anyone", mayObject: false }),
    "score-unit-headless": unit({ reader: "anyone", mayObject: false, isHeadless: true }),
    "score-unit-object": unit({}, "object"),
    "score-unit-waiting": unit(said()),
    "score-unit-late": unit(said({ isLate: true })),
    "score-unit-decide": unit({ ...said(), reader: "decider" }),
    "score-unit-accepted": unit({
      ...said({ state: "accepted", struck, change: { from: 84, to: 91 }, reason: typed("属实") }),
      total: 91,
    }),
    "score-unit-rejected": unit(said({ state: "rejected", reason: typed("当天没有申请销号") })),
    "score-unit-frozen": unit({ state: "frozen", mayObject: false }),
    "score-unit-trial": unit({ state: "counted", isTrial: true, reader: "decider", mayObject: false }),
    "score-unit-counting": unit({ state: "counting", mayObject: false }),
    "score-unit-dropped": unit({ state: "dropped", mayObject: false }),
    "score-list": list(2),
    "score-queue": queueCard({
      reader: typed("办公室经办1"),
      now: "1月10日（周一）09:05",
      items: [
        {
          kind: "objection",
          title: "申诉：2021年考核",
          unit: "区教育局",
          act: "open.sunit",
          id: ID,
          waited: 4,
          limit: 5,
        },
        {
          kind: "objection",
          title: "申诉：2021年考核",
          unit: "区卫健局",
          act: "open.sunit",
          id: ID,
          waited: 6,
          limit: 5,
        },
      ],
    }),
    "score-list-pages": list(30, 2),
  };
}
