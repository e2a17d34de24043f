import cron from "node-cron";
import { openApp, type App } from "../app.ts";
import { runningClock, systemNow } from "../clock.ts";
import { lockDatabase } from "../db/lock.ts";
import { readSettings, secretsIn } from "../env.ts";
import { inBrief, openLog, type Log } from "../log.ts";
import { openLoops } from "../loops.ts";
import { readHouse } from "../house.ts";
import { resumeClock } from "../setting-out.ts";

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
  try {
    if (settings.DUBAN_CLOCK) await resumeClock(app.bot);
    await app.setOut();
    const port = await app.listen();
    loops.run(app);
    const minute = cron.schedule("* * * * *", () => loops.tick(app));
    const morning = cron.schedule("30 6 * * *", () => resitting(app, log));
    log.info("serving", { port, transport: settings.FEISHU_TRANSPORT });
    console.log(`督办已启动：http://${settings.HOST}:${port}/feishu/events`);
    await told(log);
    await minute.stop();
    await morning.stop();
    await loops.stop();
    return 0;
  } finally {
    await app.stop();
    unlock();
  }
}

/** Who has joined Feishu since is seated each morning. */
async function resitting(app: App, log: Log): Promise<void> {
  try {
    await app.setOut();
  } catch (error) {
    log.error("roster not looked at", inBrief(error));
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
