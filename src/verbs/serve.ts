import { join } from "node:path";
import cron from "node-cron";
import { markAlive, noticeRestored } from "../alive.ts";
import { openApp, type App } from "../app.ts";
import { readRoster } from "../campaign/roster.ts";
import { runningClock, systemNow } from "../clock.ts";
import { lockDatabase } from "../db/lock.ts";
import { SetupError } from "../errors.ts";
import { readSettings, secretsIn } from "../env.ts";
import { beat } from "../heartbeat.ts";
import { inBrief, openLog, type Log } from "../log.ts";
import { openLoops } from "../loops.ts";
import { readHouse } from "../house.ts";
import { resumeClock, tellRosterMistakes } from "../setting-out.ts";
import { openWatchdog } from "../watchdog.ts";

/** Runs the real bot until it is told to stop. */
export async function serveVerb(_args: string[], env: Record<string, string | undefined>): Promise<number> {
  const settings = readSettings(env);
  const house = readHouse(settings.CONFIG_DIR);
  const log = openLog(settings.LOG_LEVEL, secretsIn(settings));
  const unlock = lockDatabase(settings.DATABASE_URL);
  const clock = runningClock(settings.DUBAN_CLOCK);
  const loops = openLoops(log);
  const stopwatch = () => systemNow().getTime();
  const app = await openApp({ ...house, settings, clock, stopwatch, log }, loops.wake);
  const callOff = openWatchdog(settings.WATCHDOG_SECONDS);
  try {
    if (settings.DUBAN_CLOCK) await resumeClock(app.bot);
    const aliveFile = settings.ALIVE_FILE ?? `${settings.FILES_DIR}.alive.json`;
    await noticeRestored(app.bot.door, aliveFile, log);
    await markAlive(app.bot.door, aliveFile, clock.now());
    await app.setOut();
    const port = await app.listen();
    loops.run(app);
    void loops.tick(app);
    const said = (name: string, work: () => Promise<unknown>) => () => inOrder(log, name, work);
    const jobs = [
      cron.schedule("* * * * *", () => loops.tick(app)),
      cron.schedule(
        "* * * * *",
        said("alive", () => markAlive(app.bot.door, aliveFile, clock.now())),
      ),
      cron.schedule(
        "*/5 * * * *",
        said("watch", async () => beat(settings.HEARTBEAT_URL, await app.watch.audit(), log)),
      ),
      cron.schedule(
        "30 6 * * *",
        said("roster", () => seatAnew(app, settings.CONFIG_DIR)),
      ),
      cron.schedule("30 3 * * *", said("forget", app.watch.forget)),
    ];
    log.info("serving", { port, transport: settings.FEISHU_TRANSPORT });
    console.log(`督办已启动：http://${settings.HOST}:${port}/feishu/events`);
    await told(log);
    for (const job of jobs) await job.stop();
    await loops.stop();
    return 0;
  } finally {
    await callOff();
    await app.stop();
    unlock();
  }
}

/** The roster as it is written today; one with mistakes changes nothing, and the operator is told them. */
async function seatAnew(app: App, configDir: string): Promise<void> {
  const [first] = app.bot.campaigns;
  if (!first) return;
  try {
    await app.setOut(readRoster(join(configDir, "roster.csv"), first));
  } catch (error) {
    if (error instanceof SetupError) await tellRosterMistakes(app.bot, error.mistakes);
    throw error;
  }
}

/** A job beside the path that fails is logged, and comes again at its next time. */
async function inOrder(log: Log, job: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error("job failed", { job, ...inBrief(error) });
  }
}

/** Waits for SIGTERM or SIGINT. */
function told(log: Log): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        log.info("stopping", { signal });
        resolve();
      });
    }
  });
}
