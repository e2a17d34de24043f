import { z } from "zod";
import { figures } from "./blocks.ts";
import { row, type RowView } from "./buttons.ts";
import { card, small, type Card, type Element } from "./elements.ts";
import { requiredText } from "./fields.ts";
import { form, input, submit } from "./form.ts";

export type LookBackResult = "true" | "reopened" | "waiting";

export type LookBackView = {
  /** `2021-05` */
  month: string;
  rows: readonly (RowView & { result: LookBackResult })[];
  percent: number;
  seed: string;
};

const MOST = 24;
const SEED_SHOWN = 16;
const WORDS = 300;

/** `2021年5月` */
export const monthInWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;

/** What was drawn of a month's struck-off hazards, by which rule, and what was found. */
export function lookBackCard({ month, rows, percent, seed }: LookBackView): Card {
  const count = (result: LookBackResult) => rows.filter((each) => each.result === result).length;
  const head = {
    title: `回头看（${rows.length}）`,
    subtitle: `${monthInWords(month)}销号`,
    colour: "blue" as const,
  };
  const left = rows.length - MOST;
  return card("回头看", head, [
    figures([
      { value: count("waiting"), label: "待办", note: "条" },
      { value: count("true"), label: "属实", note: "条" },
      { value: count("reopened"), label: "重新打开", note: "条" },
    ]),
    ...rows.slice(0, MOST).map(row),
    ...(left > 0 ? [small(`还有${left}条，发“待办”查看。`)] : []),
    small(
      `重大隐患全部，一般隐患抽${percent}%。按上月最后一条留痕${seed.slice(0, SEED_SHOWN)}抽取，谁也不能挑选。`,
    ),
  ]);
}

/** On the hazard's own card: it is as it was said. The other answer is 重新打开. */
export const lookBackForm = ({ id, rev, lookBack }: { id: string; rev: number; lookBack: string }): Element =>
  form("look_back", [
    small(`${monthInWords(lookBack)}销号，抽中回头看。不属实的请在“更多”里重新打开。`),
    input({ name: "remark", label: "看到什么", most: WORDS, rows: 2, required: true }),
    submit({ label: "回头看属实", act: "hazard.lookback", id, rev }, "primary_filled"),
  ]);

export const LookBackForm = z.object({ remark: requiredText("看到什么", WORDS) });
export type LookBackForm = z.output<typeof LookBackForm>;
