import type { DigestView } from "./digest-view.ts";
import { columns, markdown, type Element } from "./elements.ts";
import { chart } from "./table.ts";

/** Each bar has room for its name, and for its number beside it. */
const BAR_PX = 20;
const ROOM = 1.25;

/** What was registered and struck off over two weeks, and what is open by focus point; none of nothing. */
export function charts(trend: DigestView["trend"], byFocus: DigestView["byFocus"]): Element[] {
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
    label: { visible: true, position: "right", style: { fontSize: 11 } },
    axes: [
      {
        orient: "left",
        label: { style: { fontSize: 11 } },
        sampling: false,
        tick: { visible: false },
        domainLine: { visible: false },
      },
      { orient: "bottom", visible: false, max: Math.max(...byFocus.map(({ count }) => count), 1) * ROOM },
    ],
  };
  const isDrawn = trend.some(({ registered }) => registered > 0);
  const parts = [
    ...(isDrawn ? [{ elements: [markdown("**登记与销号**（累计，条）"), chart(line)] }] : []),
    ...(byFocus.length > 0
      ? [{ elements: [markdown("**未销号按重点内容**（条）"), chart(bar, BAR_PX * (byFocus.length + 1))] }]
      : []),
  ];
  return parts.length > 0
    ? [columns(parts, { flex_mode: "stretch", horizontal_spacing: "12px", margin: "8px 0px 0px 0px" })]
    : [];
}
