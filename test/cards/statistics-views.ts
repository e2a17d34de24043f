import { statisticsCard, type StatisticsView } from "../../cards/statistics.ts";

const counts = { found: 6, rectified: 3, open: 4, listed: 1, lifted: 1, shut: 1 };
const none = { found: 0, rectified: 0, open: 0, listed: 0, lifted: 0, shut: 0 };

/** A quarter with and without major hazards. */
export function statisticsCards(typed: (words: string) => string) {
  const view: StatisticsView = {
    period: "2021-2",
    name: "2021年第2季度",
    asOf: "6月18日 09:14",
    counts,
    units: [
      { key: "jyj", name: "教育局", counts: { ...counts, found: 4, rectified: 2, open: 3 }, inAll: 5 },
      { key: "wjj", name: "卫健局", counts: { ...none, found: 2, rectified: 1, open: 1 }, inAll: 2 },
    ],
    funds: [typed("隐患0012 甲中学：12万元，通风柜2套"), typed("隐患0019 丙汽修：3万元")],
  };
  return {
    "majors-quarter": statisticsCard(view),
    "majors-none": statisticsCard({ ...view, counts: none, units: [], funds: [] }),
  };
}
