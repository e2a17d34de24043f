// Preloaded into a real process: at the n-th time a named step is reached, ends it as the power would, or stops it as a
// machine that stands still.
import { subscribe } from "node:diagnostics_channel";

for (const [at, signal] of [
  [process.env.KILL_AT, "SIGKILL"],
  [process.env.STOP_AT, "SIGSTOP"],
]) {
  const [step, nth = "1"] = (at ?? "").split(":");
  if (!step) continue;
  let seen = 0;
  subscribe("duban.step", (message) => {
    if (message.step !== step) return;
    seen += 1;
    if (seen === Number(nth)) process.kill(process.pid, signal);
  });
}
