import { z } from "zod";
import { dayInWords } from "../src/dates.ts";
import { facts, type Element } from "./elements.ts";
import { choice, requiredText } from "./fields.ts";
import { input, select } from "./form.ts";
import { actForm, answerForm, nameOf, unitNamed } from "./hazard-form.ts";
import type { HazardView } from "./hazard-view.ts";

const WORDS = 200;

/** To which unit, and why (H15). */
export const transferForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "transfer.offer", label: "移交" },
    [
      ...select(
        { name: "unit", label: "接收单位", required: true },
        view.units.filter(({ value }) => value !== view.ownUnit),
      ),
      input({ name: "reason", label: "移交原因", most: WORDS, rows: 2, required: true }),
    ],
    "对方接收以前仍由本单位负责，期限不变。",
  );

/** Another unit is asked to lead. */
export function transferAnswer(view: HazardView): Element[] {
  const { transfer } = view.tracks;
  if (!transfer) return [];
  return [
    ...facts([
      ["移交单位", view.unit],
      ["移交人员", `${nameOf(view, transfer.by)}，${dayInWords(transfer.offeredOn, view.today)}`],
      ["移交原因", transfer.reason],
    ]),
    answerForm(
      view,
      { act: "transfer.take", label: "接收移交" },
      { act: "transfer.decline", label: "不接收", warns: `退回${view.unit}；第二次不接收由办公室裁定。` },
      [input({ name: "reason", label: "意见（不接收时必填）", most: WORDS, rows: 2 })],
      "接收后由本单位负责整改，期限不变。",
    ),
  ];
}

/** The office gives it to another unit. */
export const reassignForm = (view: HazardView): Element =>
  actForm(
    view,
    {
      act: "reassign",
      label: "改派",
      warns: `从${unitNamed(view, view.ownUnit ?? "")}改派，由新单位重新签收。`,
    },
    [
      ...select({ name: "unit", label: "责任单位", required: true }, view.units),
      input({ name: "reason", label: "改派原因", most: WORDS, rows: 2, required: true }),
    ],
  );

/** A unit and why. */
export const UnitReasonForm = z.object({
  unit: choice("单位"),
  reason: requiredText("原因", WORDS),
});
export type UnitReasonForm = z.output<typeof UnitReasonForm>;
