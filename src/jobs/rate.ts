/** Requests of the last minute, counted exactly as Feishu counts them (CONTRACT §2.8), with a guard for the way there. */
const LIMITS = [
  { ms: 1_200, most: 50 },
  { ms: 61_000, most: 1_000 },
];
export const LONGEST_WINDOW_MS = 61_000;
/** Feishu takes five a second; what a slow way there presses together still keeps within it. */
const PER_TARGET = { ms: 1_500, most: 4 };
/** Notices leave a fifth of every window to answers, deadlines and digests. */
const NOTICE = 3;
const NOTICE_SHARE = 0.8;
const TARGET_STRAIN_MS = 60_000;
/** How long a lane stays at half its pace after Feishu said it was too fast: its limits may have been lowered. */
const LANE_STRAIN_MS = 10 * 60_000;
const SLOWEST = 1 / 8;
/** What is refused within a second of the first refusal was under way with it. */
const SAME_REFUSAL_MS = 1_000;

/** Requests of a lane that are under way together; which of them Feishu sees first is chance. */
export const AT_ONCE = 8;
/** So many unanswered requests in a row are an outage. */
const OUTAGE = 8;
const LONGEST_PAUSE_MS = 60_000;

type Sent = { at: number; target: string };

export type Rate = {
  /** Milliseconds to wait before this target may be sent to; 0 = now. */
  waitFor(target: string, now: Date, priority?: number): number;
  /** Takes a place in the windows: a request is about to leave, or left then. */
  count(target: string, now: Date): Sent;
  /** Gives a place back. */
  release(sent: Sent): void;
  /** Feishu said: not so fast to this one. */
  holdTarget(target: string, ms: number, now: Date): void;
  /** Feishu said: not so fast to anybody. */
  slowDown(ms: number, now: Date): void;
  /** Nothing leaves for so long. */
  hold(ms: number, now: Date): void;
  /** Nobody answered: after a few times in a row the lane only asks, now and then, whether Feishu is back. */
  unheard(now: Date): void;
  heard(): void;
  /** How many requests may be under way at once. */
  atOnce(): number;
  /** Targets that must wait, so that others are looked for, and until when. */
  busyTargets(now: Date): { target: string; until: number }[];
};

/** Keeps a lane within Feishu's limits, for all and for each target; its one holder holds one. */
export function openRate(): Rate {
  let sent: Sent[] = [];
  let heldUntil = 0;
  let share = 1;
  let slowedAt = -Infinity;
  let unanswered = 0;
  const targets = new Map<string, { heldUntil: number; strainedUntil: number }>();

  const wait = (times: readonly number[], ms: number, most: number, now: number): number => {
    const oldest = times.at(-Math.max(1, Math.floor(most)));
    return oldest === undefined ? 0 : Math.max(0, oldest + ms - now);
  };

  function targetWait(target: string, now: number): number {
    const known = targets.get(target);
    const most = known && known.strainedUntil > now ? PER_TARGET.most / 2 : PER_TARGET.most;
    const times = sent.flatMap((each) => (each.target === target ? [each.at] : []));
    return Math.max((known?.heldUntil ?? 0) - now, wait(times, PER_TARGET.ms, most, now));
  }

  function forget(now: number): void {
    sent = sent.filter(({ at }) => at > now - LONGEST_WINDOW_MS);
    for (const [target, { strainedUntil }] of targets) if (strainedUntil <= now) targets.delete(target);
    if (now - slowedAt > LANE_STRAIN_MS) share = 1;
  }

  return {
    waitFor(target, instant, priority = 0) {
      const now = instant.getTime();
      forget(now);
      const times = sent.map(({ at }) => at);
      const part = share * (priority === NOTICE ? NOTICE_SHARE : 1);
      const limits = LIMITS.map(({ ms, most }) => wait(times, ms, most * part, now));
      return Math.max(0, heldUntil - now, targetWait(target, now), ...limits);
    },
    count(target, now) {
      const counted = { at: now.getTime(), target };
      sent.push(counted);
      return counted;
    },
    release(counted) {
      sent = sent.filter((each) => each !== counted);
    },
    holdTarget(target, ms, now) {
      const at = now.getTime();
      targets.set(target, { heldUntil: at + ms, strainedUntil: at + TARGET_STRAIN_MS });
    },
    slowDown(ms, now) {
      const at = now.getTime();
      heldUntil = Math.max(heldUntil, at + ms);
      if (at - slowedAt > SAME_REFUSAL_MS) share = Math.max(SLOWEST, share / 2);
      slowedAt = at;
    },
    hold(ms, now) {
      heldUntil = Math.max(heldUntil, now.getTime() + ms);
    },
    unheard(now) {
      unanswered += 1;
      if (unanswered < OUTAGE) return;
      const pause = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** Math.min(10, unanswered - OUTAGE));
      heldUntil = Math.max(heldUntil, now.getTime() + pause);
    },
    heard() {
      unanswered = 0;
    },
    atOnce: () => (unanswered < OUTAGE ? AT_ONCE : 1),
    busyTargets(now) {
      const recent = sent.filter(({ at }) => at > now.getTime() - PER_TARGET.ms);
      const known = new Set([...recent.map(({ target }) => target), ...targets.keys()]);
      return [...known]
        .map((target) => ({ target, until: now.getTime() + targetWait(target, now.getTime()) }))
        .filter(({ until }) => until > now.getTime());
    },
  };
}
