/** Until there is better knowledge: how long a place is held. */
const FIRST_GUESS_MS = 25;
/** How much of what is known about that is from the last one. */
const NEWS = 0.05;

/** Whoever waits longer than this waits behind whoever came later. */
const PATIENCE_MS = 300;

type Waiting = { since: number; begin: () => void; giveUp: () => void };

export type Line = {
  /** Does the work as soon as a place is free; `null` when none would be in time, and then nothing was begun. */
  take<Result>(work: () => Promise<Result>): Promise<Result | null>;
};

/**
 * Where work waits that is worth nothing when it comes late. It goes in order as long as that is soon; past that, the
 * newest goes first, or everything would come late. Once more wait than can be begun in time, the oldest is told at
 * once.
 */
export function openLine(places: number, mostMs: number, stopwatch: () => number): Line {
  const waiting: Waiting[] = [];
  let free = places;
  let heldMs = FIRST_GUESS_MS;

  async function hold<Result>(work: () => Promise<Result>): Promise<Result> {
    const from = stopwatch();
    try {
      return await work();
    } finally {
      heldMs += NEWS * (Math.min(stopwatch() - from, mostMs) - heldMs);
      const [oldest] = waiting;
      if (!oldest) free += 1;
      else if (stopwatch() - oldest.since <= PATIENCE_MS) oldest.begin();
      else waiting.at(-1)?.begin();
    }
  }

  function wait(): Promise<boolean> {
    return new Promise((told) => {
      const timer = setTimeout(() => leave(false), mostMs);
      const leave = (mayBegin: boolean) => {
        clearTimeout(timer);
        const at = waiting.indexOf(mine);
        if (at !== -1) waiting.splice(at, 1);
        told(mayBegin);
      };
      const mine = { since: stopwatch(), begin: () => leave(true), giveUp: () => leave(false) };
      waiting.push(mine);
      if (waiting.length > (places * mostMs) / heldMs) waiting[0]?.giveUp();
    });
  }

  return {
    async take(work) {
      if (free > 0) free -= 1;
      else if (!(await wait())) return null;
      return hold(work);
    },
  };
}
