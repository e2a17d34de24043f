import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import type { Log } from "../log.ts";
import type { House } from "./routes.ts";

/** What the bot's own files share: the campaigns, the door, the clock and the log. */
export type Bot = House & {
  door: Door;
  clock: Clock;
  /** Unshifted milliseconds, for the time a click may take. */
  stopwatch: () => number;
  log: Log;
};
