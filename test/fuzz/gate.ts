import { performance } from "node:perf_hooks";
import { openGate } from "../../src/bot/gate.ts";
import { stoppedClock } from "../../src/clock.ts";
import { APP } from "../house.ts";
import { openChance } from "../sim/chance.ts";
import { genuine, MUTATIONS } from "./mutations.ts";

const NOW = new Date("2021-06-18T09:00:00+08:00");
const MB = 1024 * 1024;
/** One in so many is sent as it is, to see that the gate is open at all. */
const GENUINE_EVERY = 50;

export type Fuzzed = {
  requests: number;
  genuine: number;
  let_in: number;
  crashes: number;
  refused: Record<string, number>;
  longest_ms: number;
  memory_mb: [early: number, late: number];
};

/** Sends mutated requests through the gate: none may pass, none may crash it, and genuine ones must pass. */
export function fuzzGate(requests: number, seed: number): Fuzzed {
  const chance = openChance(seed);
  const gate = openGate({
    encryptKeys: [APP.encryptKey],
    verificationTokens: [APP.verificationToken],
    appId: APP.appId,
    clock: stoppedClock(NOW),
  });
  const seen: Fuzzed = {
    requests,
    genuine: 0,
    let_in: 0,
    crashes: 0,
    refused: {},
    longest_ms: 0,
    memory_mb: [0, 0],
  };
  for (let at = 0; at < requests; at += 1) {
    const real = genuine(chance, NOW, at);
    const isGenuine = at % GENUINE_EVERY === 0;
    const mutation = chance.pick(MUTATIONS)!;
    const sent = isGenuine ? real : mutation(real, chance, NOW);
    const began = performance.now();
    try {
      const verdict = gate({
        raw: sent.raw,
        headers: {
          "x-lark-request-timestamp": sent.timestamp,
          "x-lark-request-nonce": sent.nonce,
          "x-lark-signature": sent.signature,
        },
      });
      if (verdict.kind === "refused") seen.refused[verdict.reason] = (seen.refused[verdict.reason] ?? 0) + 1;
      else if (isGenuine) seen.genuine += 1;
      else seen.let_in += 1;
    } catch {
      seen.crashes += 1;
    }
    seen.longest_ms = Math.max(seen.longest_ms, Math.round(performance.now() - began));
    if (at === Math.floor(requests / 5)) seen.memory_mb[0] = heapNow();
  }
  seen.memory_mb[1] = heapNow();
  return seen;
}

/** What is held once the garbage is gone. */
function heapNow(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / MB);
}
