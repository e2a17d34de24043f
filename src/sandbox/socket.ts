import type { Server } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { parseObject } from "./body.ts";
import { decodeFrame, encodeFrame } from "./frames.ts";
import type { Answer } from "./pusher.ts";

const ANSWER_WITHIN_MS = 3_000;
const INTERVALS = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 1 };

/** The long connection's other end: each event goes to one of the connections that are open. */
export function openSockets(server: Server) {
  const sockets = new WebSocketServer({ server, path: "/ws" });
  let delivered = 0;
  const waiting = new Map<string, (answer: Answer) => void>();

  sockets.on("connection", (socket: WebSocket) => {
    socket.on("message", (data: Buffer) => {
      const { control, headers, payload } = decodeFrame(data);
      if (control && headers["type"] === "ping") {
        socket.send(
          encodeFrame({
            control: true,
            headers: { ...headers, type: "pong" },
            payload: JSON.stringify(INTERVALS),
          }),
        );
        return;
      }
      const told = parseObject(payload);
      const body =
        typeof told["data"] === "string"
          ? parseObject(Buffer.from(told["data"], "base64").toString("utf8"))
          : {};
      waiting.get(headers["message_id"] ?? "")?.({ status: Number(told["code"] ?? 500), body });
    });
  });

  return {
    endpoint: (host: string) => ({
      code: 0,
      msg: "ok",
      data: { URL: `ws://${host}/ws?device_id=1&service_id=1`, ClientConfig: INTERVALS },
    }),
    /** `null` when nobody is connected: the webhook is used then. */
    async deliver(event: object): Promise<Answer | null> {
      const [socket] = sockets.clients;
      if (!socket) return null;
      delivered += 1;
      const id = `frame${delivered}`;
      const headers = { type: "event", message_id: id, trace_id: id, sum: "1", seq: "0" };
      const answer = new Promise<Answer>((resolve) => {
        const timer = setTimeout(() => resolve({ status: 408, body: {} }), ANSWER_WITHIN_MS);
        waiting.set(id, (told) => {
          clearTimeout(timer);
          resolve(told);
        });
      });
      socket.send(encodeFrame({ control: false, headers, payload: JSON.stringify(event) }));
      return answer.finally(() => waiting.delete(id));
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
