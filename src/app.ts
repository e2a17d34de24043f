import type { Server } from "node:http";
import type { DataSource } from "typeorm";
import { openGate, type Envelope } from "./bot/gate.ts";
import { closeServer, listen, openHttp, receiver } from "./bot/http.ts";
import { openMetrics } from "./bot/metrics.ts";
import { meterFor } from "./bot/quota.ts";
import type { Bot } from "./bot/bot.ts";
import { openWatch, type Watch } from "./bot/watch.ts";
import type { Calendar } from "./campaign/calendar.ts";
import { sealHistory } from "./campaign/chain.ts";
import type { Campaign } from "./campaign/definition.ts";
import { leaseOfSampling } from "./campaign/sampling.ts";
import type { RosterRow } from "./campaign/roster.ts";
import type { Clock } from "./clock.ts";
import { openDatabase } from "./db/database.ts";
import { openDoor, type Door } from "./db/door.ts";
import { newRowId } from "./db/ids.ts";
import { migrate } from "./db/migrate.ts";
import type { Settings } from "./env.ts";
import { openFeishu } from "./feishu/client.ts";
import type { Feishu } from "./feishu/feishu.ts";
import { openSocket } from "./feishu/socket.ts";
import { LANES, leaseOfLane } from "./jobs/lane.ts";
import { giveBack } from "./jobs/leases.ts";
import type { Log } from "./log.ts";
import { openPulse } from "./pulse.ts";
import { loadNotices } from "./recount.ts";
import { openReadiness } from "./readiness.ts";
import { beginCampaign, seatEverybody } from "./setting-out.ts";
import { TABLES } from "./tables.ts";
import { openPasses, type Passes } from "./passes.ts";

export type AppParts = {
  settings: Settings;
  campaigns: readonly Campaign[];
  calendar: Calendar;
  roster: readonly RosterRow[];
  clock: Clock;
  /** Unshifted milliseconds. */
  stopwatch: () => number;
  log: Log;
};

/** What the wiring needs of the long connection. */
type Connected = { close(): void | Promise<void>; isOpen(): boolean };

export type App = {
  bot: Bot;
  db: DataSource;
  feishu: Feishu;
  passes: Passes;
  watch: Watch;
  /** Takes one authentic envelope; answers what Feishu is told. */
  receive: (envelope: Envelope) => Promise<object>;
  /** Seats the roster and issues what is open; on each start, and daily with the roster read anew. */
  setOut(roster?: readonly RosterRow[]): Promise<void>;
  listen(): Promise<number>;
  stop(): Promise<void>;
};

/** What the wiring holds on to outside of itself: real ones, or those of a rehearsal. */
export type Connections = { db: DataSource; door: Door; feishu: Feishu };

/** Builds everything from settings, campaigns and a clock, with connections of its own. */
export async function openApp(parts: AppParts, onWork: () => void = () => undefined): Promise<App> {
  const { settings, clock, log } = parts;
  const db = await openDatabase(settings.DATABASE_URL, TABLES);
  await migrate(db);
  const feishu = openFeishu({
    appId: settings.FEISHU_APP_ID,
    appSecret: settings.FEISHU_APP_SECRET,
    domain: settings.FEISHU_DOMAIN,
    clock,
    log,
  });
  return buildApp(parts, { db, door: openDoor(db, sealHistory), feishu }, onWork);
}

/** The only wiring. */
export function buildApp(parts: AppParts, { db, door, feishu }: Connections, onWork: () => void): App {
  const { settings, clock, stopwatch, log } = parts;
  const house = { campaigns: parts.campaigns, calendar: parts.calendar };
  const bot: Bot = { ...house, door, clock, stopwatch, log };
  const instance = newRowId(clock.now());
  const metrics = openMetrics();
  let socket: Connected | null = null;
  const pulse = openPulse(stopwatch, log);
  const meter = meterFor(bot, settings, feishu.takeCount);
  const notReady = openReadiness(db, bot, { pulse, meter, isConnected: () => socket?.isOpen() ?? true });
  const receive = receiver({ bot, metrics, onWork });
  const http = openHttp({ bot, gate: gateOf(parts), metrics, meter, notReady, receive });
  let server: Server | null = null;

  return {
    bot,
    db,
    feishu,
    passes: openPasses(parts, bot, feishu, instance),
    watch: openWatch(bot, meter),
    receive,
    setOut: async (roster = parts.roster) => {
      await seatEverybody(bot, feishu, roster);
      await loadNotices(bot);
      await beginCampaign(bot);
    },
    listen: async () => {
      const listening = await listen(http, settings.HOST, settings.PORT);
      server = listening.server;
      pulse.begin();
      if (settings.FEISHU_TRANSPORT === "websocket") {
        const opened = openSocket({
          appId: settings.FEISHU_APP_ID,
          appSecret: settings.FEISHU_APP_SECRET,
          domain: settings.FEISHU_DOMAIN,
          log,
          onEnvelope: receive,
        });
        socket = opened;
        await opened.ready;
      }
      return listening.port;
    },
    stop: async () => {
      pulse.stop();
      await socket?.close();
      await closeServer(server);
      await meter.keep();
      await door(async (tx) => {
        for (const lane of LANES) await giveBack(tx, leaseOfLane(lane, instance));
        await giveBack(tx, leaseOfSampling(instance));
      });
      await db.destroy();
    },
  };
}

const gateOf = ({ settings, clock }: AppParts) =>
  settings.FEISHU_TRANSPORT === "webhook"
    ? openGate({
        encryptKeys: settings.FEISHU_ENCRYPT_KEY,
        verificationTokens: settings.FEISHU_VERIFICATION_TOKEN,
        appId: settings.FEISHU_APP_ID,
        tenantKey: settings.FEISHU_TENANT_KEY,
        clock,
      })
    : null;
