import { openApp, type App } from "../src/app.ts";
import { runningClock, systemNow } from "../src/clock.ts";
import { readSettings } from "../src/env.ts";
import { openLog } from "../src/log.ts";
import { APP } from "../test/house.ts";
import { deliverAll, wideHouse } from "./district.ts";
import type { Card } from "./requests.ts";

/** The whole bot in this process on a database, its cards lying ready; its loops stand still. */
export async function withBot<Value>(
  database: string,
  units: number,
  work: (app: App, cards: Card[]) => Promise<Value>,
): Promise<Value> {
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
  const clock = runningClock(new Date("2021-06-18T09:30:00+08:00"));
  const stopwatch = () => systemNow().getTime();
  const app = await openApp({ ...wideHouse(units), settings, clock, stopwatch, log: openLog("fatal") });
  try {
    await app.setOut();
    return await work(app, await deliverAll(app));
  } finally {
    await app.stop();
  }
}
