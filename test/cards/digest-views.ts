import type { DigestView } from "../../cards/digest-view.ts";
import { digestView } from "./views.ts";

const UNITS = 40;
/** So many units show a rate at most. */
const RATES = 10;
const MANY = 10_000;
const LONG = "一二三四五六";
const NAME = "危险化学品使用安全专项治理责任有限公司第一分公司".repeat(4);

const times = <Made>(count: number, make: (at: number) => Made): Made[] =>
  Array.from({ length: count }, (_, at) => make(at));

const unitList = (kind: string, name: string) => (at: number) => ({
  key: `${kind}:a-long-unit-key-${at}`,
  name,
  count: MANY,
  unit: "条",
});

/** As much as a digest can hold. */
export const crowdedDigest = (): DigestView =>
  digestView({
    headline: `红灯${MANY}条；本期已报12/${UNITS}家`,
    isLast: true,
    registeredInAll: MANY,
    closedInAll: MANY,
    open: { count: MANY, change: MANY },
    red: { count: MANY, change: -MANY },
    yellow: MANY,
    redItems: times(20, () => ({ title: `隐患9999 ${NAME}`, line: NAME })),
    redUnits: times(UNITS, () => ({ unit: LONG, count: MANY })),
    decisions: times(300, (at) => ({ subject: `ask-list:${at}`, title: NAME, line: NAME })),
    majors: times(8, () => ({ title: NAME, line: NAME, light: "red" as const })),
    phase: "打击整治和集中攻坚阶段，2021年12月31日（周五）止，还剩120个工作日",
    duties: times(40, () => ({ name: LONG.repeat(3), handed: UNITS, owed: UNITS, missing: UNITS })),
    queues: times(6, () => ({ verb: "销号确认", count: MANY, longest: 99, late: MANY })),
    lists: [
      ...digestView().lists.filter(({ key }) => !key.includes(":")),
      ...times(4, (at) => ({
        key: `owes-${at}`,
        name: `逾期未报：${LONG.repeat(3)}`,
        count: UNITS,
        unit: "家",
      })),
      ...times(4, (at) => ({ key: `did-${at}`, name: `已报：${LONG.repeat(3)}`, count: UNITS, unit: "家" })),
      { key: "owesRest", name: "逾期未报：其余任务", count: 36 * UNITS, unit: "家次" },
      ...times(9, unitList("focus", LONG)),
      ...times(UNITS, unitList("unit", LONG)),
      ...times(RATES, unitList("late", `${LONG}未按期`)),
    ],
    trend: times(11, (at) => ({ day: `12/${at + 10}`, registered: MANY, closed: MANY - at * 400 })),
    byFocus: times(9, (at) => ({ name: `重点内容第${at}`, count: MANY - at * 900 })),
    units: times(UNITS, (at) => ({
      unit: LONG,
      light: "red" as const,
      open: MANY,
      progress: "未签收",
      cause: `有红灯超过3个工作日${at < RATES ? "，按期65%（6500/10000）" : ""}`,
    })),
  });

const NOTHING = {
  redItems: [],
  redUnits: [],
  decisions: [],
  majors: [],
  duties: [],
  queues: [],
  byFocus: [],
} as const;

/** A district in which nothing was found yet. */
export const emptyDigest = (): DigestView =>
  digestView({
    ...NOTHING,
    headline: "没有红灯；本期已报0/15家",
    registered: 0,
    closed: 0,
    open: { count: 0, change: null },
    red: { count: 0, change: null },
    yellow: 0,
    lists: [{ key: "owed", name: "本期应报", count: 15, unit: "家" }],
    trend: [{ day: "6/18", registered: 0, closed: 0 }],
    units: [{ unit: "区教育局", light: "green", open: 0, progress: "未签收" }],
  });

/** A district with a single hazard. */
export const singleDigest = (): DigestView =>
  digestView({
    ...NOTHING,
    headline: "没有红灯；本期已报0/15家",
    registered: 1,
    closed: 0,
    open: { count: 1, change: null },
    red: { count: 0, change: null },
    yellow: 0,
    lists: [{ key: "unit:jyj", name: "区教育局", count: 1, unit: "条" }],
    trend: [{ day: "6/18", registered: 1, closed: 0 }],
    byFocus: [{ name: "风险隐患", count: 1 }],
    units: [{ unit: "区教育局", light: "green", open: 1, progress: "未签收" }],
  });
