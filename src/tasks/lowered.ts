import { Refusal } from "../errors.ts";
import type { Task } from "./task.ts";

/** A figure that went down, and is not confirmed yet: it must be asked about before anything is written. */
export function lowered(task: Task, figures: Record<string, number | null>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).filter((entry): entry is [string, number] => {
      const [key, value] = entry;
      const before = task.figures[key];
      return value !== null && before !== undefined && value < before && task.askedLower?.[key] !== value;
    }),
  );
}

/** Figures as they may be kept: none below what was reported, unless it was asked about. */
export function notLower(
  task: Task,
  given: Record<string, number>,
  labels: Record<string, string>,
): Record<string, number> {
  const down = Object.keys(lowered(task, given))[0];
  if (down !== undefined) throw new Refusal(`${labels[down] ?? down}比上次少，请再确认`);
  return given;
}
