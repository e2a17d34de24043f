import Router from "@koa/router";
import type { Context } from "koa";
import { contactRoutes } from "./api-contact.ts";
import { messageRoutes } from "./api-messages.ts";
import { uploadRoutes } from "./api-uploads.ts";
import { readJson } from "./body.ts";
import { refuse, type Reply, type Route } from "./replies.ts";
import type { State } from "./state.ts";

const TOKEN_LIFE_S = 7_200;
const RENEW_WITHIN_MS = 30 * 60_000;

export type App = { appId: string; appSecret: string };
/** The open platform's own addresses, with its refusals (CONTRACT §2, §10). */
export function openApi(
  state: State,
  { appId, appSecret }: App,
  onChange: () => void,
): { router: Router; forgetTokens(): void } {
  const tokens = new Map<string, number>();
  const { clock } = state;
  const router = new Router({ prefix: "/open-apis" });

  const answer = (ctx: Context, { status = 200, headers = {}, ...body }: Reply) => {
    ctx.status = status;
    ctx.set({ "x-tt-logid": state.nextId("log"), ...headers });
    const { bytes } = body;
    if (bytes instanceof Uint8Array) ctx.type = "application/octet-stream";
    ctx.body = bytes instanceof Uint8Array ? Buffer.from(bytes) : body;
  };

  router.post("/auth/v3/tenant_access_token/internal", async (ctx) => {
    const { app_id, app_secret } = await readJson(ctx.req);
    if (app_id !== appId || app_secret !== appSecret)
      return answer(ctx, { code: 10014, msg: "app secret invalid" });
    const now = clock.now().getTime();
    const held = [...tokens].find(([, until]) => until - now > RENEW_WITHIN_MS);
    const token = held?.[0] ?? state.nextId("t-rehearsal");
    if (!held) tokens.set(token, now + TOKEN_LIFE_S * 1_000);
    const until = tokens.get(token) ?? now;
    answer(ctx, {
      code: 0,
      msg: "ok",
      tenant_access_token: token,
      expire: Math.floor((until - now) / 1_000),
    });
  });

  const routes: [method: "get" | "post" | "patch" | "put" | "delete", path: string, route: Route][] = [
    ...messageRoutes(state),
    ...uploadRoutes(state),
    ...contactRoutes(state),
  ];
  for (const [method, path, route] of routes) {
    router[method](path, async (ctx) => {
      const token = (ctx.get("authorization") || "").replace(/^Bearer /, "");
      if (!token) return answer(ctx, refuse(99991661, "Missing access token for authorization."));
      if ((tokens.get(token) ?? 0) <= clock.now().getTime())
        return answer(ctx, refuse(99991663, "Invalid access token."));
      const isForm = ctx.is("multipart/*");
      const body = isForm ? {} : await readJson(ctx.req);
      answer(ctx, await route(ctx, body));
      if (method !== "get") onChange();
    });
  }
  return { router, forgetTokens: () => tokens.clear() };
}
