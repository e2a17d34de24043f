import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sealed } from "./requests.ts";

const CONNECTIONS = 16;
/** Sent together, so that on two cores it is the server and not the client that is measured. */
const TOGETHER = 8;
const HEAD_END = "\r\n\r\n";

export type Reply = { status: number; body: string; ms: number };

/** A request as bytes. Written by hand: a client as slow as the servers would measure itself. */
function bytesOf(url: URL, { raw, headers }: Sealed): Buffer {
  const lines = Object.entries({ host: url.host, ...headers, "content-length": raw.length });
  const head = lines.map(([name, value]) => `${name}: ${value}`).join("\r\n");
  return Buffer.concat([Buffer.from(`POST ${url.pathname} HTTP/1.1\r\n${head}${HEAD_END}`), raw]);
}

/** One connection: requests go out together, and their replies come back in order. */
function openLine(url: URL) {
  const socket: Socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  let received: Buffer = Buffer.alloc(0);
  const waiting: { from: number; answered: (reply: Reply) => void }[] = [];

  /** Takes one whole reply off what was received; `false` when there is none yet. */
  function take(): boolean {
    const end = received.indexOf(HEAD_END);
    if (end === -1) return false;
    const head = received.subarray(0, end).toString("latin1");
    const from = end + HEAD_END.length;
    const to = from + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (received.length < to) return false;
    const body = received.subarray(from, to).toString();
    received = received.subarray(to);
    const asked = waiting.shift();
    asked?.answered({ status: Number(head.slice(9, 12)), body, ms: performance.now() - asked.from });
    return true;
  }

  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    while (take()) continue;
  });
  // A server closes what idles. What was still asked for is answered by nothing.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    for (const { from, answered } of waiting.splice(0)) {
      answered({ status: 0, body: "", ms: performance.now() - from });
    }
  });
  return {
    isOpen: () => !socket.destroyed && !socket.readableEnded,
    ask: (requests: readonly Buffer[], from: number): Promise<Reply[]> => {
      const replies = requests.map(
        () => new Promise<Reply>((answered) => void waiting.push({ from, answered })),
      );
      socket.write(requests.length === 1 ? requests[0]! : Buffer.concat(requests));
      return Promise.all(replies);
    },
    close: () => socket.destroy(),
  };
}

/** As many connections at once, each with a few requests under way; answers requests a second. */
export async function closedLoop(
  address: string,
  requests: readonly Sealed[],
): Promise<{ rate: number; replies: Reply[] }> {
  const url = new URL(address);
  const ready = requests.map((each) => bytesOf(url, each));
  const replies: Reply[] = [];
  let next = 0;
  const began = performance.now();
  const one = async () => {
    const line = openLine(url);
    while (next < ready.length) {
      const mine = ready.slice(next, next + TOGETHER);
      next += TOGETHER;
      replies.push(...(await line.ask(mine, performance.now())));
    }
    line.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  return { rate: requests.length / ((performance.now() - began) / 1_000), replies };
}

/** A request, and who hears what became of it. */
export type Ask = { request: Sealed; told: (reply: Reply) => void };

/** One every so often, whatever became of those before; latency counts from when it should have left. */
export async function openLoop(
  address: string,
  count: number,
  perSecond: number,
  next: () => Ask,
): Promise<Reply[]> {
  const url = new URL(address);
  const free: ReturnType<typeof openLine>[] = [];
  const began = performance.now() + 100;
  const pending: Promise<Reply>[] = [];
  for (let at = 0; at < count; at += 1) {
    const due = began + (at * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    let line = free.pop();
    while (line && !line.isOpen()) line = free.pop();
    const used = line ?? openLine(url);
    const { request, told } = next();
    pending.push(
      used.ask([bytesOf(url, request)], due).then(([reply]) => {
        free.push(used);
        told(reply!);
        return reply!;
      }),
    );
  }
  const replies = await Promise.all(pending);
  for (const line of free) line.close();
  return replies;
}
