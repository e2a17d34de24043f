import type { Log } from "./log.ts";

const BEAT_MS = 1_000;
const LONG_MS = 5_000;
/** One check of the container sees it; the third in a row, which takes the replica out, does not unless it comes again. */
const REMEMBERED_MS = 20_000;

/** Notices when the whole process stood still: nothing is answered meanwhile, and Feishu gives a press 3 s. */
export type Pulse = {
  begin(): void;
  stop(): void;
  /** One beat; comes each second unless the process stands still. */
  beat(): void;
  /** How long the process stood still, longer than 5 s and a moment ago, in milliseconds; else 0. */
  stoodStill(): number;
};

export function openPulse(stopwatch: () => number, log: Log): Pulse {
  let beatAt = Infinity;
  let timer: NodeJS.Timeout | undefined;
  let last = { ms: 0, at: -Infinity };

  function beat(): void {
    const now = stopwatch();
    const ms = now - beatAt - BEAT_MS;
    beatAt = now;
    if (ms < LONG_MS) return;
    last = { ms, at: now };
    log.error("process stood still", { ms });
  }

  return {
    begin: () => {
      beat();
      timer = setInterval(beat, BEAT_MS).unref();
    },
    stop: () => clearInterval(timer),
    beat,
    stoodStill: () => {
      if (stopwatch() - beatAt > LONG_MS) beat();
      return stopwatch() - last.at < REMEMBERED_MS ? last.ms : 0;
    },
  };
}
