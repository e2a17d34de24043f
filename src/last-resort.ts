import { inBrief, type Log } from "./log.ts";

const FRAMES = 6;

/**
 * What nobody caught is said in one line and ends the process: another takes over what it held. The error itself
 * is not printed, because a failed request carries its headers.
 */
export function openLastResort(log: Log): void {
  const end = (fact: string) => (error: unknown) => {
    const frames = error instanceof Error ? (error.stack ?? "").split("\n    at ").slice(1, FRAMES) : [];
    log.error(fact, { ...inBrief(error), frames });
    process.exit(1);
  };
  process.on("uncaughtException", end("uncaught exception"));
  process.on("unhandledRejection", end("unhandled rejection"));
}
