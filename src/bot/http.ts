import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import Router from "@koa/router";
import type { Meter } from "../jobs/quota.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief } from "../log.ts";
import { openPresses } from "./clicks.ts";
import { openStorage } from "./arrivals.ts";
import { readBody } from "./body.ts";
import type { Bot } from "./bot.ts";
import { readClick } from "./events.ts";
import type { Envelope, Gate } from "./gate.ts";
import type { Metrics } from "./metrics.ts";
import { openPace } from "./pace.ts";
import { standing } from "./standing.ts";
import { whole } from "./whole.ts";

export type HttpParts = {
  bot: Bot;
  gate: Gate | null;
  metrics: Metrics;
  meter: Meter;
  /** Everything that keeps the bot from being ready; empty when it is. */
  notReady: () => Promise<string[]>;
  receive: (envelope: Envelope) => Promise<object>;
};

type ReceiverParts = Pick<HttpParts, "bot" | "metrics"> & { onWork: () => void };

const TOO_FAST = { toast: { type: "warning", content: "操作太快，请稍后再试" } };

/** Handles one authentic envelope, from the webhook or the long connection alike. */
export function receiver({ bot, metrics, onWork }: ReceiverParts) {
  const pace = openPace(bot.clock);
  const store = openStorage(bot, pace.delayOf);
  const press = openPresses(bot, () => metrics.refused("busy"));
  return async (told: Envelope): Promise<object> => {
    const envelope = { ...told, body: whole(told.body) };
    metrics.received(envelope.type);
    trace("arrived", { event: envelope.eventId });
    const click = envelope.type === "card.action.trigger" ? readClick(envelope) : null;
    if (!click) {
      await store(envelope);
      onWork();
      return {};
    }
    if (!pace.mayPress(click.openId)) {
      metrics.refused("pace");
      return TOO_FAST;
    }
    const from = bot.stopwatch();
    const answer = await press(envelope.eventId, click);
    metrics.pressed(bot.stopwatch() - from);
    onWork();
    return answer;
  };
}

/** The one address for events and callbacks, and the three that watch over the process. */
export function openHttp(parts: HttpParts): Koa {
  const { bot, gate, metrics, meter, notReady, receive } = parts;
  const router = new Router();

  router.post("/feishu/events", async (ctx) => {
    if (!gate) {
      ctx.status = 404;
      return;
    }
    const body = await readBody(ctx.req);
    if ("status" in body) {
      metrics.refused(String(body.status));
      ctx.status = body.status;
      ctx.body = { error: body.reason };
      return;
    }
    const verdict = gate({ raw: body.raw, headers: ctx.req.headers });
    if (verdict.kind === "refused") {
      metrics.refused(verdict.reason);
      bot.log.warn("request refused", { status: verdict.status, reason: verdict.reason });
      ctx.status = verdict.status;
      ctx.body = { error: verdict.reason };
      return;
    }
    ctx.body =
      verdict.kind === "challenge" ? { challenge: verdict.challenge } : await received(ctx, verdict.envelope);
  });

  async function received(ctx: Koa.Context, envelope: Envelope): Promise<object> {
    try {
      return await receive(envelope);
    } catch (error) {
      bot.log.error("event not stored", { event: envelope.eventId, ...inBrief(error) });
      ctx.status = 503;
      return { error: "store" };
    }
  }

  router.get("/healthz", (ctx) => void (ctx.body = { alive: true }));
  router.get("/readyz", async (ctx) => {
    const reasons = await notReady();
    ctx.status = reasons.length === 0 ? 200 : 503;
    ctx.body = { ready: reasons.length === 0, reasons };
  });
  router.get("/metrics", async (ctx) => {
    ctx.type = "text/plain; version=0.0.4; charset=utf-8";
    const calls = { used: await meter.used(), most: meter.most, now: bot.clock.now() };
    ctx.body = await metrics.text(await standing(bot), calls);
  });

  const app = new Koa();
  app.on("error", (error: unknown) => bot.log.error("http", inBrief(error)));
  app.use(async (ctx, next) => {
    ctx.set("X-Content-Type-Options", "nosniff");
    ctx.set("Cache-Control", "no-store");
    await next();
  });
  app.use(router.routes());
  app.use(router.allowedMethods());
  return app;
}

/** Koa answers for itself: what it throws is logged by its own listener. */
const serving = (app: Koa) => {
  const serve = app.callback();
  return (request: IncomingMessage, response: ServerResponse) => void serve(request, response);
};

/** Listens, and answers with the port once it does. */
export function listen(app: Koa, host: string, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer();
  server.on("request", serving(app));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address: AddressInfo | string | null = server.address();
      resolve({ server, port: typeof address === "object" && address ? address.port : port });
    });
  });
}

/** Lets requests under way finish, then closes. */
export function closeServer(server: Server | null): Promise<void> {
  if (!server) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5_000).unref();
  });
}
