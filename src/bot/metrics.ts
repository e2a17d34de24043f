import { Counter, Gauge, Registry } from "prom-client";

/** Rows of the outbox and the inbox that wait, and those that need a person. */
export type Standing = { outbox: number; inbox: number; parked: number };

export type Metrics = {
  received(type: string): void;
  refused(reason: string): void;
  /** All counts, with how much waits or is parked now. */
  text(now: Standing): Promise<string>;
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
  const waiting = new Gauge({
    name: "duban_waiting",
    help: "Rows that wait, by queue",
    labelNames: ["queue"],
    registers,
  });
  return {
    received: (type) => received.inc({ type }),
    refused: (reason) => refused.inc({ reason }),
    text: (now) => {
      for (const [queue, rows] of Object.entries(now)) waiting.set({ queue }, rows);
      return registry.metrics();
    },
  };
}
