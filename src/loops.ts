import type { App } from "./app.ts";
import { inBrief, type Log } from "./log.ts";

const IDLE_MS = 500;
const TROUBLE_MS = 2_000;

export type Loops = {
  /** Something was written: look at the queues now. */
  wake(): void;
  /** A minute has passed: work through what fell due. */
  tick(app: App): Promise<void>;
  run(app: App): void;
  stop(): Promise<void>;
};

/** Keeps the queues moving: at once when woken, else twice a second. */
export function openLoops(log: Log): Loops {
  const run = { on: false };
  let wakeUp: () => void = () => undefined;
  const ends: Promise<void>[] = [];

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      const before = wakeUp;
      wakeUp = () => {
        clearTimeout(timer);
        before();
        resolve();
      };
    });

  async function loop(name: string, pass: () => Promise<number>): Promise<void> {
    while (run.on) {
      try {
        if ((await pass()) === 0 && run.on) await pause(IDLE_MS);
      } catch (error) {
        log.error("pass failed", { loop: name, ...inBrief(error) });
        if (run.on) await pause(TROUBLE_MS);
      }
    }
  }

  const wake = () => {
    const waiting = wakeUp;
    wakeUp = () => undefined;
    waiting();
  };

  return {
    wake,
    tick: async ({ passes, watch }) => {
      try {
        await passes.schedule();
        await watch.tell();
        wake();
      } catch (error) {
        log.error("schedule failed", inBrief(error));
      }
    },
    run: ({ passes }) => {
      run.on = true;
      ends.push(
        loop("inbox", passes.inbox),
        loop("files", passes.files),
        loop(
          "documents",
          async () =>
            (await passes.ledgers()) +
            (await passes.bulletins()) +
            (await passes.reports()) +
            (await passes.scores()),
        ),
        loop("readings", passes.readings),
        loop("sender", async () => (await passes.sender()).worked),
      );
      wake();
    },
    stop: async () => {
      run.on = false;
      wake();
      await Promise.all(ends);
    },
  };
}
