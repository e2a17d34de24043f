import type { App } from "../app.ts";
import { due, dutyItems } from "../campaign/plan.ts";
import type { Clock } from "../clock.ts";
import { addDays, dayInWords, dayOf, instantOf, timeOf, type Day } from "../dates.ts";
import { walkTo } from "../walk.ts";
import type { ClockControls, ClockMove } from "./page-api.ts";
import type { Sandbox } from "./server.ts";

const ZONE = "Asia/Shanghai";
const HOUR_MS = 60 * 60_000;
const AHEAD_DAYS = 40;
const MORNING = "08:45";
const EVENING = "18:00";

/** How the page moves the rehearsal's clock: through everything that falls due on the way. */
export function openControls(clock: Clock) {
  let app: App | null = null;
  let sandbox: Sandbox | null = null;
  let moving: Promise<void> = Promise.resolve();

  function nextPush(): { at: Date; text: string } | null {
    if (!app) return null;
    const { campaigns, calendar } = app.bot;
    const from = clock.now();
    const to = new Date(from.getTime() + AHEAD_DAYS * 24 * HOUR_MS);
    const [next] = campaigns
      .flatMap((campaign) => due(campaign, calendar, dutyItems(campaign, calendar), from, to))
      .toSorted((one, other) => one.at.getTime() - other.at.getTime());
    if (!next) return null;
    const day = dayOf(next.at, ZONE);
    return { at: next.at, text: `${dayInWords(day, dayOf(from, ZONE))}${timeOf(next.at, ZONE)}` };
  }

  function target(move: ClockMove): Date {
    const now = clock.now();
    const today = dayOf(now, ZONE);
    if ("to" in move) return new Date(move.to);
    if ("endOfDay" in move) return later(today, EVENING, now);
    if (move.by === "hour") return new Date(now.getTime() + HOUR_MS);
    if (move.by === "day") return instantOf(addDays(today, 1), MORNING, ZONE);
    return nextPush()?.at ?? now;
  }

  const later = (today: Day, time: string, now: Date): Date => {
    const instant = instantOf(today, time, ZONE);
    return instant > now ? instant : instantOf(addDays(today, 1), time, ZONE);
  };

  async function walk(move: ClockMove): Promise<void> {
    if (!app) return;
    await walkTo(app, clock, target(move));
    await sandbox?.pusher.redeliver();
    sandbox?.onChange();
  }

  const forPage: ClockControls = {
    nextPush: () => Promise.resolve(nextPush()),
    move: (move) => {
      moving = moving.then(() => walk(move));
      return moving;
    },
  };
  return {
    forPage,
    attach: (opened: App, server: Sandbox) => {
      app = opened;
      sandbox = server;
    },
  };
}
