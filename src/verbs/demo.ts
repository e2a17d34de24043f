import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openApp, type App } from "../app.ts";
import { runningClock, systemNow } from "../clock.ts";
import { readSettings } from "../env.ts";
import { readHouse } from "../house.ts";
import { Refusal } from "../errors.ts";
import { openLog } from "../log.ts";
import { openLoops } from "../loops.ts";
import { bundlePage } from "../sandbox/bundle.ts";
import { openControls } from "../sandbox/controls.ts";
import { liveThrough } from "../sandbox/past.ts";
import { peopleOf } from "../sandbox/people.ts";
import { openSandbox } from "../sandbox/server.ts";
import { flagsIn } from "./flags.ts";

const OPENS_AT = "2021-06-18T08:30:00+08:00";
const BEGINS_AT = "2020-12-01T08:00:00+08:00";
const GROUP = { chatId: "oc_joint_meeting", name: "联席会议群" };
const KEYS = {
  appId: "cli_a0b1c2d3e4f50617",
  appSecret: "rehearsal-secret",
  encryptKey: "rehearsal-encrypt-key",
  verificationToken: "rehearsal-verification-token",
};

/** Rehearses the whole campaign on this machine: the production bot, a local Feishu, a clock that can be moved. */
export async function demoVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const keeps = flagsIn(args, ["--keep"]).has("--keep");
  const port = portIn(env["PORT"]);
  const folder = env["DEMO_DIR"] || "./data/demo";
  if (!keeps) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const house = readHouse(env["CONFIG_DIR"] || "./config");
  const campaign = house.campaigns[0];
  if (!campaign) throw new Error("no campaign");

  console.log("正在准备演练（约20秒）：打包页面，重演到2021年6月18日……");
  const clock = runningClock(new Date(keeps ? OPENS_AT : BEGINS_AT));
  const log = openLog(env["LOG_LEVEL"] || "error");
  const controls = openControls(clock);
  const host = env["HOST"] || "127.0.0.1";
  const sandbox = await openSandbox({
    ...KEYS,
    clock,
    people: peopleOf(campaign, house.roster),
    groups: [GROUP],
    host,
    port,
    page: { files: await bundlePage(), controls: controls.forPage },
  });
  const settings = readSettings(
    {
      FEISHU_APP_ID: KEYS.appId,
      FEISHU_APP_SECRET: KEYS.appSecret,
      FEISHU_ENCRYPT_KEY: KEYS.encryptKey,
      FEISHU_VERIFICATION_TOKEN: KEYS.verificationToken,
      FEISHU_DOMAIN: sandbox.url,
      DATABASE_URL: env["DATABASE_URL"] || `sqlite:${join(folder, "duban.sqlite")}`,
      FILES_DIR: join(folder, "files"),
      JOINT_MEETING_CHAT_ID: GROUP.chatId,
      PORT: "0",
    },
    join(folder, "none.env"),
  );
  const loops = openLoops(log);
  const app = await openApp(
    { ...house, settings, clock, stopwatch: () => systemNow().getTime(), log },
    loops.wake,
  );
  await app.setOut();
  const botPort = await app.listen();
  sandbox.pusher.setUrl(`http://127.0.0.1:${botPort}/feishu/events`);
  controls.attach(app, sandbox);
  if (!keeps) await rehearsed(app, () => liveThrough(app, sandbox, clock, new Date(OPENS_AT)));
  loops.run(app);
  console.log(`演练已就绪：${sandbox.url}/`);
  console.log("按 Ctrl+C 结束。");
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  await loops.stop();
  await app.stop();
  await sandbox.close();
  return 0;
}

/** A past that is lived through anew on each start need not outlast a power cut: half a year is not flushed act by act. */
async function rehearsed({ db }: App, past: () => Promise<void>): Promise<void> {
  const flushes = db.options.type === "better-sqlite3";
  if (flushes) await db.query("PRAGMA synchronous = OFF");
  await past();
  if (flushes) await db.query("PRAGMA synchronous = FULL");
}

function portIn(written: string | undefined): number {
  const port = Number(written || 3000);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Refusal(`PORT 应是 0–65535 的整数，例：PORT=3001 npm run demo（写的是“${written}”）`);
}
