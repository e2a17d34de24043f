import { createServer } from "node:http";
import * as lark from "@larksuiteoapi/node-sdk";
import Koa from "koa";
import { openApp } from "../src/app.ts";
import { openGate } from "../src/bot/gate.ts";
import { readBody } from "../src/bot/body.ts";
import { runningClock, systemNow } from "../src/clock.ts";
import { readSettings } from "../src/env.ts";
import { openLog } from "../src/log.ts";
import { APP } from "../test/house.ts";
import { deliverAll, wideHouse } from "./district.ts";

const PATH = "/feishu/events";
const [kind = "", database = "", units = "200"] = process.argv.slice(2);

/** The official SDK's own Koa adapter, with handlers that do nothing. */
function sdk(): Koa {
  const nothing = () => Promise.resolve({});
  const dispatcher = new lark.EventDispatcher({
    encryptKey: APP.encryptKey,
    verificationToken: APP.verificationToken,
    loggerLevel: lark.LoggerLevel.fatal,
  }).register({ "im.message.receive_v1": nothing, "card.action.trigger": nothing });
  return new Koa().use(lark.adaptKoa(PATH, dispatcher));
}

/** Our gate in Koa, and nothing behind it. */
function gateOnly(): Koa {
  const gate = openGate({
    encryptKeys: [APP.encryptKey],
    verificationTokens: [APP.verificationToken],
    appId: APP.appId,
    clock: runningClock(),
  });
  return new Koa().use(async (ctx) => {
    const body = await readBody(ctx.req);
    const verdict = "raw" in body ? gate({ raw: body.raw, headers: ctx.req.headers }) : null;
    ctx.status = verdict?.kind === "authentic" ? 200 : 401;
    ctx.body = {};
  });
}

const listen = (app: Koa): Promise<number> =>
  new Promise((resolve) => {
    const serve = app.callback();
    const server = createServer((request, response) => void serve(request, response));
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });

/** The whole bot on a database; its loops stand still, so that only what comes in is measured. */
async function bot() {
  const settings = readSettings(
    {
      FEISHU_APP_ID: APP.appId,
      FEISHU_APP_SECRET: APP.appSecret,
      FEISHU_ENCRYPT_KEY: APP.encryptKey,
      FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
      FEISHU_DOMAIN: "http://127.0.0.1:9",
      DATABASE_URL: database,
      PORT: "0",
    },
    "./no.env",
  );
  const log = openLog("fatal");
  const stopwatch = () => systemNow().getTime();
  const clock = runningClock(new Date("2021-06-18T09:30:00+08:00"));
  const ahead = clock.now().getTime() - systemNow().getTime();
  const house = wideHouse(Number(units));
  const app = await openApp({ ...house, settings, clock, stopwatch, log });
  await app.setOut();
  const cards = await deliverAll(app);
  const port = await app.listen();
  return { port, cards, ahead };
}

const ready =
  kind === "bot"
    ? await bot()
    : { port: await listen(kind === "sdk" ? sdk() : gateOnly()), cards: [], ahead: 0 };
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${ready.port}${PATH}`, ...ready })}\n`);
