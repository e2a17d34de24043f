import { shortDay } from "../src/dates.ts";
import { button } from "./buttons.ts";
import { pairs, plain, small, type Element } from "./elements.ts";
import { form, input, submit } from "./form.ts";
import type { TaskFigure, TaskView } from "./task-view.ts";

const TEXT_CHARACTERS = 1000;

/** Figures and words that come after handing in; what was reported stays beside them. */
export const supplementForm = ({ id, rev, figures, supplementBy }: TaskView): Element =>
  form("supplement", [
    ...pairs(
      figures.map(({ key, label, unit, value }) =>
        input({
          name: `m_${key}`,
          label: `${label}（${unit}）`,
          value: value === null ? null : String(value),
          most: 7,
        }),
      ),
    ),
    input({ name: "text", label: "补充说明", most: TEXT_CHARACTERS, rows: 3 }),
    submit({ label: "补充", act: "task.supplement", id, rev }, "primary_filled"),
    button({ label: "返回", act: "form.back", id, rev }, "default", { name: "go_back" }),
    small(`补到${shortDay(supplementBy ?? "")}为止。报送时的数另存不变，两个都看得到。文件直接回复本卡片。`),
  ]);

/** A figure as it stands, with what was reported and what stood at the phase's end. */
export function figureInWords({ value, unit, reported, closing }: TaskFigure): string {
  if (value === null) return "";
  const kept = [
    ...(reported !== null && (reported !== value || closing !== null) ? [`报送时${reported}${unit}`] : []),
    ...(closing === null ? [] : [`阶段末${closing}${unit}`]),
  ];
  return `${value}${unit}${kept.length > 0 ? `（${kept.join("，")}）` : ""}`;
}

const SHOWN = 3;

/** What was added, newest last. */
export const supplementLines = ({ supplements }: TaskView): Element[] => {
  if (supplements.length === 0) return [];
  const more = supplements.length > SHOWN ? [`补充${supplements.length}次，最近${SHOWN}次：`] : [];
  return [plain([...more, ...supplements.slice(-SHOWN)].join("\n"))];
};

/** For the unit, after handing in and until the phase ends. */
export const supplementActs = ({ id, rev, supplementBy, reader, today }: TaskView): Element[] =>
  reader !== "unit" || supplementBy === null
    ? []
    : [
        button({ label: "补充", act: "task.supplement.form", id, rev }),
        small(
          `${supplementBy === today ? "今天" : shortDay(supplementBy)}前可以补充数字和说明；材料直接回复本卡片发。`,
        ),
      ];
