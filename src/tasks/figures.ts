import type { Metric } from "../campaign/definition.ts";
import type { Turn } from "../turn.ts";
import type { Task } from "./task.ts";

/** The metrics that a task's duty asks for, in the form's order. */
export function metricsOf(turn: Turn, { duty }: Pick<Task, "duty">): Metric[] {
  const keys = turn.campaign.duties.find((each) => each.key === duty)?.metrics ?? [];
  return keys.flatMap((key) => turn.campaign.metrics.filter((metric) => metric.key === key));
}

/** Names and measure words by metric. */
export const labelsOf = (metrics: readonly Metric[]): Record<string, string> =>
  Object.fromEntries(metrics.map(({ key, label }) => [key, label]));

export const measuresOf = (metrics: readonly Metric[]): Record<string, string> =>
  Object.fromEntries(metrics.map(({ key, unit }) => [key, unit]));

/** Keeps only the figures that the duty asks for. */
export const askedOnly = <Value>(
  metrics: readonly Metric[],
  sent: Record<string, Value>,
): Record<string, Value> =>
  Object.fromEntries(Object.entries(sent).filter(([key]) => metrics.some((metric) => metric.key === key)));

/** `已排查由42家改为40家，确认请再点一次` */
export function askLower(
  task: Task,
  figures: Record<string, number>,
  units: Record<string, string>,
  labels: Record<string, string>,
): string {
  const changes = Object.entries(figures).map(
    ([key, value]) =>
      `${labels[key] ?? key}由${task.figures[key]}${units[key] ?? ""}改为${value}${units[key] ?? ""}`,
  );
  return `${changes.join("，")}，确认请再点一次`;
}
