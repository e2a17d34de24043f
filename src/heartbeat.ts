import { inBrief, type Log } from "./log.ts";

const LIMIT_MS = 5_000;

/** Tells an address of the operator's choice that all is well; its silence is their alarm (RELIABILITY §3.11). */
export async function beat(url: string | undefined, findings: readonly string[], log: Log): Promise<void> {
  for (const finding of findings) log.error("watch", { finding });
  if (!url || findings.length > 0) return;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: "manual" });
    if (!answer.ok) log.warn("heartbeat not taken", { status: answer.status });
  } catch (error) {
    log.warn("heartbeat not heard", inBrief(error));
  }
}
