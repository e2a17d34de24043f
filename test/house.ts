import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp, type App } from "../src/app.ts";
import { openTurn } from "../src/bot/routes.ts";
import { openCalendar, type HolidayYear } from "../src/campaign/calendar.ts";
import type { Campaign } from "../src/campaign/definition.ts";
import type { RosterRow } from "../src/campaign/roster.ts";
import { stoppedClock, systemNow, type Clock } from "../src/clock.ts";
import { readSettings } from "../src/env.ts";
import { readHouse } from "../src/house.ts";
import { openLog, type Log } from "../src/log.ts";
import { openDriver, type Driver } from "../src/sandbox/driver.ts";
import { openSandbox, type Sandbox } from "../src/sandbox/server.ts";
import { peopleOf } from "../src/sandbox/people.ts";
import { lendSqlite, STORES } from "./stores.ts";
import type { Turn } from "../src/turn.ts";
import { drain, settle, walkTo } from "../src/walk.ts";

export const APP = {
  appId: "cli_a0b1c2d3e4f50617",
  appSecret: "rehearsal-secret",
  encryptKey: "rehearsal-encrypt-key",
  verificationToken: "rehearsal-verification-token",
};
export const GROUP = "oc_joint_meeting";

export type House = AsyncDisposable & {
  app: App;
  sandbox: Sandbox;
  chat: Driver;
  clock: Clock;
  dir: string;
  /** Where its tables are. */
  database: string;
  /** Where the bot takes events. */
  url: string;
  drain(): Promise<void>;
  settle(): Promise<void>;
  walkTo(iso: string): Promise<void>;
};

type Options = {
  at?: string;
  database?: string;
  transport?: "webhook" | "websocket";
  /** How many calls a month the tenant's plan allows. */
  monthlyCalls?: number;
  log?: Log;
  /** A stopped clock unless this one is given. */
  clock?: Clock;
  /** Changes the shipped campaign, as an operator would its file. */
  campaign?: (shipped: Campaign) => Campaign;
  /** Changes the shipped holiday notices. */
  holidays?: (shipped: readonly HolidayYear[]) => HolidayYear[];
  /** Changes the shipped roster. */
  roster?: (shipped: RosterRow[]) => RosterRow[];
};

/** A running house: real tables, the real bot over HTTP, the sandbox as Feishu, a clock that stands still. */
export async function openHouse({
  at = "2021-06-18T08:30:00+08:00",
  database,
  transport = "webhook",
  monthlyCalls,
  log,
  clock = stoppedClock(new Date(at)),
  campaign = (shipped) => shipped,
  holidays,
  roster = (shipped) => shipped,
}: Options = {}): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), "duban-"));
  const own = database === undefined ? await lendSqlite() : null;
  const written = readHouse("./config");
  const house = {
    ...written,
    campaigns: written.campaigns.map((each) => campaign(each)),
    calendar: holidays ? openCalendar(holidays(written.calendar.years)) : written.calendar,
    roster: roster(written.roster),
  };
  const first = house.campaigns[0];
  if (!first) throw new Error("no campaign");
  const sandbox = await openSandbox({
    ...APP,
    clock,
    people: peopleOf(first, house.roster),
    groups: [{ chatId: GROUP, name: "联席会议群" }],
  });
  const settings = readSettings(
    {
      FEISHU_APP_ID: APP.appId,
      FEISHU_APP_SECRET: APP.appSecret,
      FEISHU_ENCRYPT_KEY: APP.encryptKey,
      FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
      FEISHU_DOMAIN: sandbox.url,
      FEISHU_TRANSPORT: transport,
      DATABASE_URL: database ?? own?.url,
      FILES_DIR: join(dir, "files"),
      JOINT_MEETING_CHAT_ID: GROUP,
      PORT: "0",
      ...(monthlyCalls ? { FEISHU_MONTHLY_CALLS: String(monthlyCalls) } : {}),
    },
    join(dir, "no.env"),
  );
  const stopwatch = () => systemNow().getTime();
  const app = await openApp({
    ...house,
    settings,
    clock,
    stopwatch,
    log: log ?? openLog(process.env["LOG_LEVEL"] ?? "error"),
  });
  const close = async () => {
    await app.stop();
    await sandbox.close();
    await own?.giveBack();
    rmSync(dir, { recursive: true, force: true });
  };
  const begin = async () => {
    await app.setOut();
    return app.listen();
  };
  const port = await begin().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  sandbox.pusher.setUrl(`http://127.0.0.1:${port}/feishu/events`);
  return {
    app,
    sandbox,
    chat: openDriver(sandbox),
    clock,
    dir,
    database: settings.DATABASE_URL,
    url: `http://127.0.0.1:${port}/feishu/events`,
    drain: () => drain(app, clock),
    settle: () => settle(app, clock),
    walkTo: (iso) => walkTo(app, clock, new Date(iso)),
    [Symbol.asyncDispose]: close,
  };
}

/** The same journey on each engine. */
export function onEachStore(journey: (open: (options?: Options) => Promise<House>) => void): void {
  for (const store of STORES) {
    describe(`on ${store.name}`, () => {
      journey(async (options = {}) => {
        const { url, giveBack } = await store.lend();
        const house = await openHouse({ ...options, database: url });
        return {
          ...house,
          [Symbol.asyncDispose]: async () => {
            await house[Symbol.asyncDispose]();
            await giveBack();
          },
        };
      });
    });
  }
}

/** Work within one turn of the running house, as its clock stands. */
export const inTurn = <Result>(house: House, work: (turn: Turn) => Promise<Result>): Promise<Result> => {
  const { bot } = house.app;
  const [campaign] = bot.campaigns;
  if (!campaign) throw new Error("no campaign");
  return bot.door((tx) => work(openTurn(bot, tx, campaign, bot.clock.now())));
};

/** A person of the shipped roster by handle: `jyj_liaison`. */
export const who = (handle: string): string => `ou_demo_${handle}`;
