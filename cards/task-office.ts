import { z } from "zod";
import { button } from "./buttons.ts";
import { small, type Element } from "./elements.ts";
import { requiredDay, requiredText } from "./fields.ts";
import { datePicker, form, input, multiSelect, submit } from "./form.ts";
import type { TaskView } from "./task-view.ts";

const CHARACTERS = 300;
/** Stands for every unit that still owes the duty. */
export const EVERY_UNIT = "all";

/** What the office may do with a task that a unit works on. */
export const officeActs = ({ id, rev }: TaskView): Element[] => [
  button({ label: "催办", act: "task.urge", id, rev }),
  button({ label: "调整期限", act: "task.move.form", id, rev }),
  button({ label: "撤销任务", act: "task.cancel.form", id, rev }, "danger"),
];

/** A new day for all or named units, with the reason (T7). */
export const moveForm = ({ id, rev, peers, unitKey, dueOn }: TaskView): Element =>
  form("move", [
    ...datePicker({ name: "to", label: "新的期限", required: true }, dueOn),
    ...multiSelect(
      { name: "units", label: "适用单位", required: true },
      [{ value: EVERY_UNIT, text: `全部${peers.length}家` }, ...peers],
      [unitKey],
    ),
    input({ name: "reason", label: "调整原因", most: CHARACTERS, rows: 2, required: true }),
    submit({ label: "调整期限", act: "task.move", id, rev }, "primary_filled"),
    button({ label: "返回", act: "form.back", id, rev }, "default", { name: "go_back" }),
    small("原定日期仍会写在卡片上。已报送和已过期限的不变。"),
  ]);

export const MoveForm = z.object({
  to: requiredDay("新的期限"),
  units: z.array(z.string(), "请选适用单位").min(1, "请选适用单位"),
  reason: requiredText("调整原因", CHARACTERS),
});
export type MoveForm = z.output<typeof MoveForm>;

/** Why a task is called off (T6). */
export const cancelForm = ({ id, rev, unit }: TaskView): Element =>
  form("cancel", [
    input({ name: "reason", label: "撤销原因", most: CHARACTERS, rows: 2, required: true }),
    submit({ label: "撤销任务", act: "task.cancel", id, rev }, "danger", {
      title: "撤销任务？",
      text: `${unit}的收件人都会收到通知，撤销后不能恢复。`,
    }),
    button({ label: "返回", act: "form.back", id, rev }, "default", { name: "go_back" }),
  ]);

export const CancelForm = z.object({ reason: requiredText("撤销原因", CHARACTERS) });
export type CancelForm = z.output<typeof CancelForm>;
