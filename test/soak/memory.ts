import { readFileSync } from "node:fs";

const KB_IN_MB = 1_024;
const HOUR_S = 3_600;

export type Sample = { second: number; mb: number };

/** What a process holds now. */
export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / KB_IN_MB;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);

/** First and last quarter, and the straight line through all but the first, in which caches fill. */
export function trendOf(samples: readonly Sample[]) {
  const quarter = Math.ceil(samples.length / 4);
  const steady = samples.slice(quarter);
  const [middle, level] = [mean(steady.map(({ second }) => second)), mean(steady.map(({ mb }) => mb))];
  const rise = steady.reduce((sum, { second, mb }) => sum + (second - middle) * (mb - level), 0);
  const run = steady.reduce((sum, { second }) => sum + (second - middle) ** 2, 0);
  return {
    first_mb: Math.round(mean(samples.slice(0, quarter).map(({ mb }) => mb))),
    last_mb: Math.round(mean(samples.slice(-quarter).map(({ mb }) => mb))),
    slope_mb_per_hour: Number(((run > 0 ? rise / run : 0) * HOUR_S).toFixed(1)),
  };
}
