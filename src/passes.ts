import type { EntityManager } from "typeorm";
import { campaignOf, districtsOf, openTurn } from "./bot/routes.ts";
import { copiesFor } from "./bot/copies.ts";
import type { Bot } from "./bot/bot.ts";
import { openWorker } from "./bot/worker.ts";
import { openLedgers } from "./ledger/works.ts";
import { openSampling } from "./campaign/sampling.ts";
import { draftBulletins } from "./digest/bulletin-draft.ts";
import { openBulletinWorks } from "./digest/bulletin-works.ts";
import { sendPacks } from "./digest/pack-send.ts";
import { publishDigests } from "./digest/publish.ts";
import { openReportWorks } from "./digest/report-works.ts";
import { publishSlices } from "./digest/slice.ts";
import { openFetch } from "./files/fetch.ts";
import { chase } from "./followup/chase.ts";
import { raisedItems } from "./followup/conveners.ts";
import { relight } from "./followup/relight.ts";
import { drawLookBacks } from "./hazards/draw-back.ts";
import { recountNightly } from "./hazards/recount.ts";
import { openSchedule } from "./jobs/schedule.ts";
import { openSender } from "./jobs/sender.ts";
import { freezeScores } from "./score/freeze.ts";
import { openScoreWorks } from "./score/works.ts";
import { beginCovers } from "./seats/begin-cover.ts";
import { closePhases } from "./tasks/close-phase.ts";
import { issueWhenDue } from "./tasks/issue.ts";
import type { App, AppParts } from "./app.ts";

/** One pass over a queue: how much was done, and when more may be, in milliseconds. */
export type Passes = {
  schedule: () => Promise<number>;
  inbox: () => Promise<number>;
  files: () => Promise<number>;
  ledgers: () => Promise<number>;
  bulletins: () => Promise<number>;
  reports: () => Promise<number>;
  scores: () => Promise<number>;
  readings: () => Promise<number>;
  sender: () => Promise<{ worked: number; nextAt: number | null }>;
};

/** Every queue with its pass. */
export function openPasses(
  { settings, clock, log }: AppParts,
  bot: Bot,
  feishu: App["feishu"],
  instance: string,
): Passes {
  const { door } = bot;
  const districts = districtsOf(bot);
  const turnOf = (tx: EntityManager, district: string, now: Date) => {
    const campaign = bot.campaigns.find((each) => each.district.key === district);
    return openTurn(bot, tx, campaign ?? campaignOf(bot, ""), now);
  };
  const leased = { door, districts, clock, log, instance, leaseMs: settings.LEASE_SECONDS * 1_000 };
  const apart = {
    door,
    districts,
    turnOf: (tx: EntityManager, campaign: string, now: Date) =>
      openTurn(bot, tx, campaignOf(bot, campaign), now),
    dir: settings.FILES_DIR,
    clock,
    log,
  };
  return {
    schedule: openSchedule({
      door,
      turns: (tx, now) =>
        bot.campaigns.map((each) => ({ name: each.key, turn: openTurn(bot, tx, each, now) })),
      jobs: [
        issueWhenDue,
        closePhases,
        beginCovers,
        relight,
        recountNightly,
        drawLookBacks,
        chase,
        sendPacks,
        draftBulletins,
        freezeScores,
        publishSlices(raisedItems),
        publishDigests(settings.JOINT_MEETING_CHAT_ID, raisedItems),
      ],
      clock,
      log,
    }),
    inbox: openWorker(bot),
    files: openFetch({ door, districts, turnOf, fetcher: feishu, dir: settings.FILES_DIR, clock, log }),
    ledgers: openLedgers({ ...apart, calendar: bot.calendar, database: settings.DATABASE_URL }),
    bulletins: openBulletinWorks({ ...apart, chat: settings.JOINT_MEETING_CHAT_ID }),
    reports: openReportWorks(apart),
    scores: openScoreWorks(apart),
    readings: openSampling({ ...leased, turnOf, readers: feishu.readers }),
    sender: openSender({ ...leased, carrier: feishu, ...copiesFor(bot, door, clock, settings.FILES_DIR) }),
  };
}
