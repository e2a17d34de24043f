import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { Readable } from "node:stream";
import { AxiosError, type AxiosAdapter, type InternalAxiosRequestConfig } from "axios";
import { buildApp, type App } from "../../src/app.ts";
import type { Clock } from "../../src/clock.ts";
import type { Door } from "../../src/db/door.ts";
import { openFeishu } from "../../src/feishu/client.ts";
import { openRequests } from "../../src/feishu/http.ts";
import { APP } from "../house.ts";
import type { World } from "./world.ts";

const PREFIX = "/open-apis";

/** One process of the bot, as far as the others can tell. */
export type Replica = { app: App; alive: boolean; skewMs: number };

class Dead extends Error {}

const running = new AsyncLocalStorage<{ die(): void; world: World }>();

subscribe("duban.step", (message) => {
  const now = running.getStore();
  const { step } = message as { step: string };
  if (!now) return;
  now.world.steps.set(step, (now.world.steps.get(step) ?? 0) + 1);
  if (now.world.chance.is(now.world.weather.stepKill)) {
    now.world.kills.set(step, (now.world.kills.get(step) ?? 0) + 1);
    now.die();
  }
});

/** Starts a replica over the world's one database; whatever it awaits may fail, and after its death all does. */
export function startReplica(world: World, skewMs: number): Replica {
  const replica: { alive: boolean } = { alive: true };
  const die = () => {
    replica.alive = false;
  };
  const clock: Clock = {
    now: () => new Date(world.clock.now().getTime() + skewMs),
    moveTo: () => undefined,
  };
  const live = async () => {
    await world.shuffle();
    if (!replica.alive) throw new Dead("dead");
  };

  const door: Door = async (work) => {
    await live();
    const { chance, weather } = world;
    if (world.storeIsDown() || chance.is(weather.storeDown)) throw new Error("store: connection refused");
    const killBefore = chance.is(weather.storeKill / 2);
    const result = await world.door(async (tx) => {
      const value = await work(tx);
      if (killBefore) die();
      if (!replica.alive) throw new Dead("dead");
      return value;
    });
    if (chance.is(weather.storeKill / 2)) die();
    if (chance.is(weather.commitLost)) throw new Error("store: connection lost during commit");
    await live();
    return result;
  };

  const adapter: AxiosAdapter = async (config) => {
    await live();
    const { chance, weather } = world;
    const reset = () => new AxiosError("read ECONNRESET", "ECONNRESET", config);
    if (world.feishuIsDown() || chance.is(weather.noAnswer)) throw reset();
    if (chance.is(weather.badGateway)) return answered(config, 502, "<html>bad gateway</html>");
    if (chance.is(weather.arrivesLate)) {
      world.later(() => void ask(world, config));
      throw reset();
    }
    const kill = chance.is(weather.wireKill);
    const { status, headers, body } = ask(world, config);
    if (kill) die();
    await live();
    if (chance.is(weather.answerLost)) throw reset();
    return answered(config, status, body, headers);
  };

  const { settings, house } = world.template;
  const app = buildApp(
    { ...house, settings, clock, stopwatch: () => clock.now().getTime(), log: world.log },
    {
      db: world.db,
      door,
      feishu: openFeishu({
        appId: APP.appId,
        appSecret: APP.appSecret,
        domain: settings.FEISHU_DOMAIN,
        clock,
        log: world.log,
        http: openRequests(10_000, adapter),
      }),
    },
    () => undefined,
  );
  return Object.assign(replica, { app, skewMs });
}

/** Does something as this replica: a named step on the way may be its last. */
export const as = <Result>(
  world: World,
  replica: Replica,
  work: () => Promise<Result>,
): Promise<Result | null> => {
  const alone = () => work().catch(() => null);
  if (!world.isWatched) return alone();
  return running.run({ world, die: () => void (replica.alive = false) }, alone);
};

/** An upload, as axios would write it. */
type Upload = { getBuffer(): Buffer; getBoundary(): string };
const isUpload = (data: unknown): data is Upload =>
  typeof data === "object" && data !== null && "getBuffer" in data && "getBoundary" in data;

/** What goes over the wire. */
function bodyOf(data: unknown, type: string): { raw: Buffer; type: string } {
  if (isUpload(data))
    return { raw: data.getBuffer(), type: `multipart/form-data; boundary=${data.getBoundary()}` };
  return { raw: Buffer.from(typeof data === "string" ? data : JSON.stringify(data ?? {})), type };
}

function ask(
  world: World,
  config: InternalAxiosRequestConfig,
): { status: number; headers: Record<string, string>; body: object | Buffer } {
  const url = new URL(config.url ?? "", "http://sandbox.invalid");
  const asked: Record<string, unknown> = { ...Object.fromEntries(url.searchParams), ...config.params };
  const query = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const data: unknown = config.data;
  const { raw, type } = bodyOf(data, String(config.headers.get("content-type") ?? ""));
  const {
    status = 200,
    headers = {},
    bytes,
    ...body
  } = world.platform.api.answer({
    method: (config.method ?? "get").toUpperCase(),
    path: url.pathname.slice(PREFIX.length),
    query,
    authorization: String(config.headers.get("authorization") ?? ""),
    type,
    raw,
  });
  return { status, headers, body: bytes instanceof Uint8Array ? Buffer.from(bytes) : body };
}

function answered(config: InternalAxiosRequestConfig, status: number, data: unknown, headers = {}) {
  const isStream = config.responseType === "stream";
  const body = isStream ? Readable.from([Buffer.isBuffer(data) ? data : JSON.stringify(data)]) : data;
  const response = { data: body, status, statusText: String(status), headers, config };
  if (status < 400) return response;
  throw new AxiosError(`status ${status}`, "ERR_BAD_REQUEST", config, undefined, response);
}
