import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { isUsedUp, type Used } from "../jobs/quota.ts";

/** Rows of the outbox and the inbox that wait, and those that need a person. */
export type Standing = { outbox: number; inbox: number; parked: number };

/** The calls of this month, and how many the plan allows. */
export type Calls = { used: Used; most: number | null; now: Date };

export type Metrics = {
  received(type: string): void;
  refused(reason: string): void;
  /** How long a person waited for the answer to a press. */
  pressed(ms: number): void;
  /** All counts, with how much waits or is parked now, and how much of the month's calls is used. */
  text(standing: Standing, calls: Calls): Promise<string>;
};

/** The counts an operator watches, as Prometheus text. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const received = new Counter({
    name: "duban_received_total",
    help: "Envelopes taken in, by type",
    labelNames: ["type"],
    registers,
  });
  const refused = new Counter({
    name: "duban_refused_total",
    help: "Requests refused at the gate, by reason",
    labelNames: ["reason"],
    registers,
  });
  const pressed = new Histogram({
    name: "duban_press_seconds",
    help: "From a press to its answer",
    buckets: [0.05, 0.1, 0.3, 0.5, 1, 1.5, 2.5],
    registers,
  });
  const waiting = new Gauge({
    name: "duban_waiting",
    help: "Rows that wait, by queue",
    labelNames: ["queue"],
    registers,
  });
  const calls = new Gauge({
    name: "duban_feishu_calls_this_month",
    help: "Calls of Feishu's API this month, by all replicas",
    registers,
  });
  const most = new Gauge({
    name: "duban_feishu_calls_allowed",
    help: "Calls of Feishu's API that the plan allows a month; 0 when it is not set",
    registers,
  });
  const usedUp = new Gauge({
    name: "duban_feishu_calls_used_up",
    help: "1 while Feishu says that the month's calls are used up",
    registers,
  });
  return {
    received: (type) => received.inc({ type }),
    refused: (reason) => refused.inc({ reason }),
    pressed: (ms) => pressed.observe(ms / 1_000),
    text: (standing, { used, most: allowed, now }) => {
      for (const [queue, rows] of Object.entries(standing)) waiting.set({ queue }, rows);
      calls.set(used.calls);
      most.set(allowed ?? 0);
      usedUp.set(isUsedUp(used, now) ? 1 : 0);
      return registry.metrics();
    },
  };
}
