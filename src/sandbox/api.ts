import { contactRoutes } from "./api-contact.ts";
import { markRoutes } from "./api-marks.ts";
import { messageRoutes } from "./api-messages.ts";
import { uploadRoutes } from "./api-uploads.ts";
import { parseObject } from "./body.ts";
import { refuse, type Asked, type Reply, type Route } from "./replies.ts";
import type { State } from "./state.ts";

const TOKEN_LIFE_S = 7_200;
const RENEW_WITHIN_MS = 30 * 60_000;
const TOKEN_PATH = "/auth/v3/tenant_access_token/internal";
const TOO_FAST = new Set([99991400, 230020]);

export type App = { appId: string; appSecret: string };

/** A request as it arrives, over HTTP or within one process. */
export type Request = {
  method: string;
  /** Below `/open-apis`. */
  path: string;
  query: Record<string, string>;
  authorization: string;
  type: string;
  raw: Buffer;
};

/** The open platform's own addresses, with its refusals (CONTRACT §2, §10). */
export function openApi(state: State, { appId, appSecret }: App, onChange: () => void) {
  const tokens = new Map<string, number>();
  const { clock } = state;
  const routes = [
    ...messageRoutes(state),
    ...markRoutes(state),
    ...uploadRoutes(state),
    ...contactRoutes(state),
  ].map(([method, path, route]) => ({ method, parts: path.split("/"), route }));

  function token({ app_id, app_secret }: Record<string, unknown>): Reply {
    if (app_id !== appId || app_secret !== appSecret) return { code: 10014, msg: "app secret invalid" };
    const now = clock.now().getTime();
    const held = [...tokens].find(([, until]) => until - now > RENEW_WITHIN_MS);
    const given = held?.[0] ?? state.nextId("t-rehearsal");
    if (!held) tokens.set(given, now + TOKEN_LIFE_S * 1_000);
    const until = tokens.get(given) ?? now;
    const expire = Math.floor((until - now) / 1_000);
    return { code: 0, msg: "ok", tenant_access_token: given, expire };
  }

  function find(method: string, path: string): { route: Route; params: Asked["params"] } | null {
    const given = path.split("/");
    for (const { method: takes, parts, route } of routes) {
      if (takes !== method.toLowerCase() || parts.length !== given.length) continue;
      const params: Asked["params"] = {};
      const fits = parts.every((part, at) => {
        if (!part.startsWith(":")) return part === given[at];
        params[part.slice(1)] = given[at] ?? "";
        return true;
      });
      if (fits) return { route, params };
    }
    return null;
  }

  function answer({ method, path, query, authorization, type, raw }: Request): Reply {
    const body = type.startsWith("multipart/") ? {} : parseObject(raw.toString("utf8"));
    if (path === TOKEN_PATH) return token(body);
    const found = find(method, path);
    if (!found) return { status: 404, code: 404, msg: "404 page not found" };
    const given = authorization.replace(/^Bearer /, "");
    if (!given) return refuse(99991661, "Missing access token for authorization.");
    if ((tokens.get(given) ?? 0) <= clock.now().getTime()) return refuse(99991663, "Invalid access token.");
    const reply = found.route({ params: found.params, query, type, raw, body });
    if (TOO_FAST.has(reply.code)) state.refusals.push({ code: reply.code, path, at: clock.now() });
    if (method !== "GET") onChange();
    return reply;
  }

  return { answer, forgetTokens: () => tokens.clear() };
}

export type Api = ReturnType<typeof openApi>;
