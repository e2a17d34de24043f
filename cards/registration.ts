import { card, small, type Card } from "./elements.ts";
import { datePicker, form, input, select, sideBySide, submit } from "./form.ts";
import type { RegistrationView } from "./hazard-view.ts";

const GRADES = [
  { value: "general", text: "一般" },
  { value: "major", text: "重大" },
];

/** The blank card on which a hazard is registered, in under a minute on a phone (H1). */
export function registrationCard(view: RegistrationView): Card {
  const head = { title: "登记隐患", subtitle: view.unit, colour: "blue" as const };
  return card("登记一条隐患", head, [
    form("register", [
      input({ name: "enterprise", label: "企业名称", required: true }),
      input({ name: "site", label: "场所部位", required: true }),
      input({
        name: "description",
        label: "隐患描述",
        most: 500,
        rows: 3,
        required: true,
        placeholder: "看到什么、违反哪一条",
      }),
      sideBySide(
        select({ name: "focusPoint", label: "重点内容", required: true }, view.focusPoints),
        select({ name: "category", label: "隐患类别", required: true }, view.categories),
      ),
      sideBySide(
        select({ name: "unit", label: "责任单位", required: true }, view.units, view.ownUnit),
        select({ name: "grade", label: "隐患级别", required: true }, GRADES, "general"),
      ),
      sideBySide(
        [input({ name: "person", label: "责任人", most: 40 })],
        datePicker({ name: "dueOn", label: "整改期限" }),
      ),
      input({ name: "measure", label: "整改措施", most: 200, rows: 2 }),
      submit({ label: "提交登记", act: "hazard.submit", id: view.id, rev: 0 }, "primary_filled"),
      small(
        "责任单位是本单位，且填齐责任人、期限、措施的，登记后直接整改；其余由办公室交办。照片登记后再发。",
      ),
    ]),
  ]);
}
