// Preloaded into a real process: ends it, as the power would, at the n-th time a named step is reached.
import { subscribe } from "node:diagnostics_channel";

const [step, nth = "1"] = (process.env.KILL_AT ?? "").split(":");
let seen = 0;

if (step) {
  subscribe("duban.step", (message) => {
    if (message.step !== step) return;
    seen += 1;
    if (seen === Number(nth)) process.kill(process.pid, "SIGKILL");
  });
}
