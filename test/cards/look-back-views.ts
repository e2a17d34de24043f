import { lookBackCard, type LookBackResult } from "../../cards/look-back.ts";
import { ID } from "./hazard-view.ts";

const TAGS = {
  true: { text: "属实", colour: "green" },
  reopened: { text: "已重新打开", colour: "red" },
  waiting: { text: "待回头看", colour: "yellow" },
} as const;

const ROWS: readonly [number, string, LookBackResult][] = [
  [7, "甲中学", "true"],
  [12, "乙医院", "reopened"],
  [19, "丙汽修", "waiting"],
];

/** A month's draw, one of each result. */
export const lookBackCards = (typed: (words: string) => string) => ({
  "look-back": lookBackCard({
    month: "2021-05",
    percent: 10,
    seed: "9dfc760b3281a107ea86da08a9aa999ac9c6527acf827b0fc47feecc750353ae",
    rows: ROWS.map(([number, enterprise, result]) => ({
      title: typed(`隐患${String(number).padStart(4, "0")} ${enterprise}`),
      lines: ["区教育局 · 已销号"],
      act: "open.hazard",
      id: ID,
      rev: 0,
      tag: TAGS[result],
      alarm: false,
      result,
    })),
  }),
});
