// Preloaded into a real process: at the first time a named step is reached its event loop stands still for ever.
import { subscribe } from "node:diagnostics_channel";

subscribe("duban.step", ({ step }) => {
  while (step === process.env.HANG_AT) continue;
});
