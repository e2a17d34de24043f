import { z } from "zod";
import { button } from "./buttons.ts";
import { card, facts, small, type Card, type Element } from "./elements.ts";
import { choice, optionalDay, optionalText, requiredText } from "./fields.ts";
import { datePicker, form, input, select, sideBySide, submit, type Option } from "./form.ts";
import { alikeBody, pickBody } from "./registration-steps.ts";
import type { RegistrationView } from "./registration-view.ts";

const LONG = 500;
const WORDS = 200;
const GRADES = [
  { value: "general", text: "一般" },
  { value: "major_pending", text: "疑似重大" },
];

/** The card on which a hazard is registered, in under a minute on a phone (H1): it keeps what was typed. */
export function registrationCard(view: RegistrationView): Card {
  const { step, unit } = view;
  const title = { form: "登记隐患", pick: "是哪一家企业", alike: "可能已经登记过" }[step];
  const body = { form: formBody, pick: pickBody, alike: alikeBody }[step];
  return card("登记一条隐患", { title, subtitle: unit, colour: "blue" }, body(view));
}

/** Only the enterprise is asked for by the client: looking one up must not wait for the rest. */
const formBody = (view: RegistrationView): Element[] => {
  const { id, isKept, photos } = view;
  return [
    ...(isKept ? [small("填过的还在，接着填就行；保留14天。")] : []),
    form("register", [
      ...enterpriseOf(view),
      ...findingOf(view),
      ...threeOf(view),
      submit({ label: "提交登记", act: "hazard.submit", id, rev: 0 }, "primary_filled"),
      ...(isKept
        ? [
            button({ label: "清空重填", act: "hazard.clear.form", id, rev: 0 }, "default", {
              name: "go_clear",
            }),
          ]
        : []),
    ]),
    small(
      `照片回复本卡片，登记前后都行${photos > 0 ? `，已收${photos}件` : ""}。责任单位是本单位，且填齐责任人、期限、措施的，登记后直接整改；其余由办公室交办。`,
    ),
  ];
};

const other = (id: string): Element =>
  submit({ label: "换一家", act: "hazard.other.form", id, rev: 0 }, "default");

function enterpriseOf({ id, enterprise, typed, towns }: RegistrationView): Element[] {
  if (enterprise === null)
    return [
      input({
        name: "enterprise",
        label: "企业名称或代码",
        most: 120,
        value: typed["enterprise"] ?? null,
        required: true,
        placeholder: "写一部分也行",
      }),
      submit({ label: "查找企业", act: "hazard.find.form", id, rev: 0 }, "default"),
    ];
  if (enterprise !== "new") {
    const { name, usci, town } = enterprise;
    return [
      ...facts([
        ["企业", name],
        ["代码", usci],
        ["属地", town],
      ]),
      other(id),
    ];
  }
  return [
    input({ name: "enterprise", label: "新企业全称", value: typed["enterprise"] ?? null, required: true }),
    input({ name: "usci", label: "统一社会信用代码（选填）", value: typed["usci"] ?? null, most: 30 }),
    sideBySide(select({ name: "town", label: "属地" }, towns, typed["town"] ?? null), [
      input({ name: "chemicals", label: "用什么危化品", value: typed["chemicals"] ?? null, most: 60 }),
    ]),
    input({ name: "address", label: "地址（选填）", value: typed["address"] ?? null, most: 60 }),
    other(id),
  ];
}

function findingOf({ typed, focusPoints, categories, sources, units, ownUnit }: RegistrationView): Element[] {
  const chosen = (name: string, options: readonly Option[], label: string, first: string | null = null) =>
    select({ name, label }, options, typed[name] ?? first);
  const seen = sources.find(({ value }) => value === "检查") ?? sources[0];
  return [
    input({ name: "site", label: "场所部位", value: typed["site"] ?? null }),
    input({
      name: "description",
      label: "隐患描述",
      value: typed["description"] ?? null,
      most: LONG,
      rows: 3,
      placeholder: "看到什么、违反哪一条",
    }),
    sideBySide(chosen("focusPoint", focusPoints, "重点内容"), chosen("category", categories, "隐患类别")),
    sideBySide(
      chosen("grade", GRADES, "隐患级别", "general"),
      chosen("source", sources, "隐患来源", seen?.value ?? null),
    ),
    ...chosen("unit", units, "责任单位", ownUnit),
  ];
}

/** The plan's three: with them a unit's own hazard goes straight into rectification. */
const threeOf = ({ typed }: RegistrationView): Element[] => [
  sideBySide(
    [input({ name: "person", label: "责任人（选填）", value: typed["person"] ?? null, most: 40 })],
    datePicker({ name: "dueOn", label: "整改期限（选填）" }, typed["dueOn"] ?? null),
  ),
  input({
    name: "measure",
    label: "整改措施（选填）",
    value: typed["measure"] ?? null,
    most: WORDS,
    rows: 2,
  }),
];

/** The whole of a registration, over however many presses it was sent. */
export const RegisterForm = z.object({
  enterprise: requiredText("企业名称", 120),
  usci: optionalText("统一社会信用代码", 30),
  town: optionalText("属地", 32),
  chemicals: optionalText("危化品", 60),
  address: optionalText("地址", 60),
  site: requiredText("场所部位", 60),
  description: requiredText("隐患描述", LONG),
  focusPoint: choice("重点内容"),
  category: choice("隐患类别"),
  unit: choice("责任单位"),
  /** Who finds it can only suspect that it is major: the office says (RULES §3). */
  grade: z
    .enum(["general", "major", "major_pending"], "请选隐患级别")
    .default("general")
    .transform((stated) => (stated === "general" ? ("general" as const) : ("major_pending" as const))),
  source: optionalText("隐患来源", 8),
  person: optionalText("责任人", 40),
  dueOn: optionalDay("整改期限"),
  measure: optionalText("整改措施", WORDS),
});
export type RegisterForm = z.output<typeof RegisterForm>;

/** What a registration's form sent, as far as it goes: it is read as a whole when it is complete. */
export const TypedForm = z
  .record(z.string().max(32), z.unknown())
  .transform((sent) =>
    Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value.slice(0, LONG * 2)] as const] : [],
      ),
    ),
  );
