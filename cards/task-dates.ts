import { dayInWords } from "../src/dates.ts";
import { deadlineInWords } from "./deadline.ts";
import { band, small, type Element } from "./elements.ts";
import type { TaskView } from "./task-view.ts";

type Dates = Pick<TaskView, "today" | "dueOn" | "printed" | "movedTo" | "timesExtended">;

/** `原定6月25日（周五），延至6月30日（周三）`: the printed day stays visible; empty when it is the one that counts. */
export function movedInWords({ today, printed, movedTo, timesExtended }: Dates): string {
  if (!movedTo) return "";
  const how = timesExtended > 0 ? "延至" : "改为";
  return `原定${dayInWords(printed, today)}，${how}${dayInWords(movedTo, today)}`;
}

/** The day that counted, once it is handed in. */
export const dueInWords = (dates: Dates): string =>
  movedInWords(dates) || `期限${dayInWords(dates.dueOn, dates.today)}`;

/** The day it is wanted by, the cause of the light, and every other day that people must know. */
export function deadline(view: TaskView): Element[] {
  const { today, dueOn, target, cause, changed } = view;
  const aim = target === dueOn || today > dueOn ? "" : `最后一个工作日是${dayInWords(target, today)}`;
  return [
    band(deadlineInWords(view), [cause, movedInWords(view), aim].filter(Boolean).join("\n")),
    ...(changed ? [small(changed)] : []),
  ];
}
