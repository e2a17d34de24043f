import type { Clock } from "../clock.ts";

const MINUTE_MS = 60_000;
/** Two a second for a whole minute: no hand presses that fast, a looping client does. */
export const PRESSES_A_MINUTE = 120;
/** One a second for a whole minute; what is beyond waits, it is not lost. */
export const MESSAGES_A_MINUTE = 60;
/** More people than this in one minute are not looked at one by one: memory stays within 20 MB. */
const PEOPLE = 10_000;

export type Pace = {
  /** Whether a person may press once more; a press that may not is not counted. */
  mayPress(openId: string): boolean;
  /** How long a person's next message waits, so that no more than a minute's worth is handled in a minute. */
  delayOf(openId: string): number;
};

/** Times of each person's last acts, at most so many; who was quiet longest is forgotten first. */
function openTimes(most: number) {
  const people = new Map<string, number[]>();
  return {
    of: (openId: string): number[] => people.get(openId) ?? [],
    add(openId: string, at: number) {
      const times = [...(people.get(openId) ?? []), at].slice(-most);
      people.delete(openId);
      people.set(openId, times);
      if (people.size > PEOPLE) people.delete(people.keys().next().value ?? "");
    },
    forget: () => people.clear(),
  };
}

/** How fast one person may go (RELIABILITY §4 Limits): a sliding minute, kept by each process for itself. */
export function openPace(clock: Clock): Pace {
  const presses = openTimes(PRESSES_A_MINUTE);
  const messages = openTimes(MESSAGES_A_MINUTE);
  let seenAt = 0;

  /** After the clock went back the old times say nothing. */
  function now(): number {
    const at = clock.now().getTime();
    if (at < seenAt) {
      presses.forget();
      messages.forget();
    }
    seenAt = at;
    return at;
  }

  return {
    mayPress(openId) {
      const at = now();
      const times = presses.of(openId);
      const first = times.length < PRESSES_A_MINUTE ? undefined : times[0];
      if (first !== undefined && at - first < MINUTE_MS) return false;
      presses.add(openId, at);
      return true;
    },
    delayOf(openId) {
      const at = now();
      const times = messages.of(openId);
      const first = times.length < MESSAGES_A_MINUTE ? undefined : times[0];
      const due = Math.max(at, (first ?? -Infinity) + MINUTE_MS);
      messages.add(openId, due);
      return due - at;
    },
  };
}
