import type { Clock } from "../clock.ts";

const METHOD = [
  { ms: 1_000, most: 50 },
  { ms: 60_000, most: 1_000 },
];
const TARGET = { ms: 1_000, most: 5 };

export type Refused = { status: number; code: number; msg: string; headers?: Record<string, string> };

/** Feishu's limits, judged at arrival in sliding windows (CONTRACT §2.8). */
export function openLimits(clock: Clock, rules: { pace: number }) {
  const seen = new Map<string, number[]>();
  const passes = (key: string, windows: readonly { ms: number; most: number }[], now: number): boolean => {
    const longest = Math.max(...windows.map(({ ms }) => ms));
    const times = (seen.get(key) ?? []).filter((at) => at > now - longest);
    seen.set(key, times);
    return windows.every(({ ms, most }) => times.filter((at) => at > now - ms).length < most * rules.pace);
  };
  const count = (key: string, now: number) => void seen.get(key)?.push(now);

  return (method: string, target: string): Refused | null => {
    const now = clock.now().getTime();
    if (!passes(`method:${method}`, METHOD, now)) {
      return {
        status: 429,
        code: 99991400,
        msg: "request trigger frequency limit",
        headers: { "x-ogw-ratelimit-reset": "1" },
      };
    }
    if (target && !passes(`target:${target}`, [TARGET], now)) {
      return { status: 400, code: 230020, msg: "This operation triggers the frequency limit." };
    }
    count(`method:${method}`, now);
    if (target) count(`target:${target}`, now);
    return null;
  };
}
