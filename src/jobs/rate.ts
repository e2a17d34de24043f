/** Sends of the last minute, counted exactly as Feishu counts them (CONTRACT §2.8), with a guard for the way there. */
const LIMITS = [
  { ms: 1_200, sends: 50 },
  { ms: 61_000, sends: 1_000 },
];
const PER_TARGET = { ms: 1_000, sends: 4 };

export type Rate = {
  /** Milliseconds to wait before this target may be sent to; 0 = now. */
  waitFor(target: string, now: Date): number;
  /** A request is about to leave. */
  count(target: string, now: Date): void;
  /** Feishu said: nothing to this target (or, without one, to anybody) for so long. */
  hold(ms: number, now: Date, target?: string): void;
};

const EVERYBODY = "";

/** Keeps within Feishu's limits per app and per receiver; one sender holds one. */
export function openRate(): Rate {
  let sent: { at: number; target: string }[] = [];
  const heldUntil = new Map<string, number>();

  const free = (times: number[], { ms, sends }: { ms: number; sends: number }, now: number) => {
    const oldest = times.at(-sends);
    return oldest === undefined ? 0 : Math.max(0, oldest + ms - now);
  };

  return {
    waitFor(target, instant) {
      const now = instant.getTime();
      sent = sent.filter(({ at }) => at > now - LIMITS.at(-1)!.ms);
      const times = sent.map(({ at }) => at);
      const toTarget = sent.filter((each) => each.target === target).map(({ at }) => at);
      const held = [EVERYBODY, target].map((each) => (heldUntil.get(each) ?? 0) - now);
      return Math.max(
        0,
        free(toTarget, PER_TARGET, now),
        ...LIMITS.map((limit) => free(times, limit, now)),
        ...held,
      );
    },
    count: (target, now) => void sent.push({ at: now.getTime(), target }),
    hold: (ms, now, target = EVERYBODY) => void heldUntil.set(target, now.getTime() + ms),
  };
}
