import { createServer } from "node:http";
import Koa from "koa";
import Router from "@koa/router";
import type { Clock } from "../clock.ts";
import { openApi, type App } from "./api.ts";
import { readJson, textIn } from "./body.ts";
import type { PageFiles } from "./bundle.ts";
import { openChaos } from "./chaos.ts";
import { openDoings } from "./doings.ts";
import { pageApi, type ClockControls } from "./page-api.ts";
import { openPusher, type Keys } from "./pusher.ts";
import { openSockets } from "./socket.ts";
import { openState, type SandboxPerson } from "./state.ts";

export type SandboxParts = App &
  Keys & {
    clock: Clock;
    people: readonly SandboxPerson[];
    groups: readonly { chatId: string; name: string }[];
    host?: string;
    port?: number;
    /** The chat page and how it moves the clock; without it only the platform is played. */
    page?: { files: PageFiles; controls: ClockControls };
  };

/** A local Feishu: same paths, same signatures, same refusals. To the bot it is only another address. */
export async function openSandbox(parts: SandboxParts) {
  const { clock, people, groups, host = "127.0.0.1", port = 0, page } = parts;
  const state = openState(clock, people, groups);
  const listeners = new Set<() => void>();
  const onChange = () => {
    for (const tell of listeners) tell();
  };
  const chaos = openChaos();
  const koa = new Koa();
  koa.silent = true;
  const server = createServer();
  const sockets = openSockets(state, server);
  const pusher = openPusher(state, parts, sockets.deliver);
  const doings = openDoings(state, pusher, onChange);
  const api = openApi(state, parts, onChange);

  const root = new Router();
  root.post("/callback/ws/endpoint", async (ctx) => {
    const body = await readJson(ctx.req);
    const isOurs = textIn(body, "AppID") === parts.appId && textIn(body, "AppSecret") === parts.appSecret;
    ctx.body = isOurs ? sockets.endpoint(ctx.host) : { code: 514, msg: "auth failed" };
  });
  koa.use(chaos.meddle);
  koa.use(root.routes());
  koa.use(api.router.routes());
  if (page) {
    koa.use(pageApi(state, doings, page.controls, listeners).routes());
    koa.use(servePage(page.files));
  }
  const serve = koa.callback();
  server.on("request", (request, response) => void serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const listening = typeof address === "object" && address ? address.port : port;

  return {
    url: `http://${host}:${listening}`,
    state,
    pusher,
    doings,
    chaos,
    forgetTokens: api.forgetTokens,
    onChange,
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Sandbox = Awaited<ReturnType<typeof openSandbox>>;

const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:";

const servePage =
  (files: PageFiles): Koa.Middleware =>
  async (ctx, next) => {
    const file = files.get(ctx.path === "/" ? "/index.html" : ctx.path);
    if (file && ctx.method === "GET") {
      ctx.set("Content-Security-Policy", POLICY);
      ctx.type = file.type;
      ctx.body = file.body;
    } else await next();
  };
