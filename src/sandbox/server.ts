import { createServer } from "node:http";
import Koa from "koa";
import Router from "@koa/router";
import type { Api } from "./api.ts";
import { readAll, readJson, textIn } from "./body.ts";
import type { PageFiles } from "./bundle.ts";
import { openChaos } from "./chaos.ts";
import { pageApi, type ClockControls } from "./page-api.ts";
import { openPlatform, type PlatformParts } from "./platform.ts";
import { openSockets } from "./socket.ts";
import type { State } from "./state.ts";

export type SandboxParts = PlatformParts & {
  host?: string;
  port?: number;
  /** The chat page and how it moves the clock; without it only the platform is played. */
  page?: { files: PageFiles; controls: ClockControls };
};

/** A local Feishu: same paths, same signatures, same refusals. To the bot it is only another address. */
export async function openSandbox(parts: SandboxParts) {
  const { host = "127.0.0.1", port = 0, page } = parts;
  const listeners = new Set<() => void>();
  const onChange = () => {
    for (const tell of listeners) tell();
  };
  const chaos = openChaos();
  const koa = new Koa();
  koa.silent = true;
  const server = createServer();
  const sockets = openSockets(server);
  const { state, pusher, doings, api } = openPlatform(parts, sockets.deliver, onChange);

  const root = new Router();
  root.post("/callback/ws/endpoint", async (ctx) => {
    const body = await readJson(ctx.req);
    const isOurs = textIn(body, "AppID") === parts.appId && textIn(body, "AppSecret") === parts.appSecret;
    ctx.body = isOurs ? sockets.endpoint(ctx.host) : { code: 514, msg: "auth failed" };
  });
  koa.use(chaos.meddle);
  koa.use(root.routes());
  koa.use(serveApi(state, api));
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

const API = "/open-apis";

/** The open platform over HTTP. */
const serveApi =
  (state: State, api: Api): Koa.Middleware =>
  async (ctx, next) => {
    if (!ctx.path.startsWith(API)) {
      await next();
      return;
    }
    const query = Object.fromEntries(Object.entries(ctx.query).map(([name, value]) => [name, String(value)]));
    const {
      status = 200,
      headers = {},
      ...body
    } = api.answer({
      method: ctx.method,
      path: ctx.path.slice(API.length),
      query,
      authorization: ctx.get("authorization"),
      type: ctx.get("content-type"),
      raw: await readAll(ctx.req),
    });
    ctx.status = status;
    ctx.set({ "x-tt-logid": state.nextId("log"), ...headers });
    const { bytes } = body;
    if (bytes instanceof Uint8Array) ctx.type = "application/octet-stream";
    ctx.body = bytes instanceof Uint8Array ? Buffer.from(bytes) : body;
  };

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
