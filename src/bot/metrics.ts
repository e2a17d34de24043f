import { Counter, Gauge, Registry } from "prom-client";

export type Metrics = {
  received(type: string): void;
  refused(reason: string): void;
  waiting(cards: number, events: number): void;
  text(): Promise<string>;
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
    waiting: (cards, events) => {
      waiting.set({ queue: "outbox" }, cards);
      waiting.set({ queue: "inbox" }, events);
    },
    text: () => registry.metrics(),
  };
}
