import { Worker } from "node:worker_threads";

const LOOK_MS = 1_000;

/** It has nothing but the count: what hangs the process must not hang it. */
const LOOKS = `
const { workerData: { beats, looks, words } } = require("node:worker_threads");
let [seen, still] = [0, 0];
setInterval(() => {
  const now = Atomics.load(beats, 0);
  still = now === seen ? still + 1 : 0;
  seen = now;
  if (still < looks) return;
  require("node:fs").writeSync(2, words + "\\n");
  process.kill(process.pid, "SIGKILL");
}, ${LOOK_MS});
`;

/**
 * Ends a process whose event loop has stood still for so many seconds, as the power would: whoever watches over it
 * starts it again, and another replica has taken over meanwhile. Looks are counted and not time, so that a machine that
 * slept, or a process that was stopped and goes on, is let be. Answers how to call it off.
 */
export function openWatchdog(seconds: number): () => Promise<unknown> {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const words = JSON.stringify({ level: 60, msg: "process stood still, ended by the watchdog", seconds });
  const dog = new Worker(LOOKS, {
    eval: true,
    execArgv: [],
    workerData: { beats, looks: (seconds * 1_000) / LOOK_MS, words },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  });
  dog.unref();
  const heart = setInterval(() => Atomics.add(beats, 0, 1), LOOK_MS / 2).unref();
  return () => {
    clearInterval(heart);
    return dog.terminate();
  };
}
