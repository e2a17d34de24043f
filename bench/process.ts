import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { APP } from "../test/house.ts";
import { median, type Options, type Result } from "./measure.ts";

const MB = 1024;
const IDLE_MS = 15_000;

/** The built bot as `npm start` runs it, on SQLite; answers once it says that it is ready. */
async function serve() {
  const dir = mkdtempSync(join(tmpdir(), "duban-bench-"));
  const env = {
    PATH: process.env["PATH"] ?? "",
    FEISHU_APP_ID: APP.appId,
    FEISHU_APP_SECRET: APP.appSecret,
    FEISHU_ENCRYPT_KEY: APP.encryptKey,
    FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
    FEISHU_DOMAIN: "http://127.0.0.1:9",
    DATABASE_URL: `sqlite:${join(dir, "duban.sqlite")}`,
    FILES_DIR: join(dir, "files"),
    LOG_LEVEL: "fatal",
    PORT: "0",
  };
  const began = performance.now();
  const child = spawn(process.execPath, ["--max-semi-space-size=8", "bin/duban.mjs", "serve"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => void (said += chunk.toString()));
  const at = () => /(http\S+)\/feishu/.exec(said)?.[1];
  while (!at()) await sleep(10);
  while (!(await fetch(`${at()}/readyz`)).ok) await sleep(10);
  const seconds = (performance.now() - began) / 1_000;
  const stop = async () => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  return { seconds, pid: child.pid ?? 0, stop };
}

/** Builds unless there is a build; answers how to leave things as they were. */
function build(): () => void {
  if (existsSync("dist")) return () => undefined;
  spawnSync("npm", ["run", "-s", "build"], { stdio: "inherit" });
  return () => rmSync("dist", { recursive: true, force: true });
}

const residentMb = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / MB);

/** From nothing, with an empty database, to ready. */
export async function start({ pairs }: Options): Promise<Result> {
  const undo = build();
  const times: number[] = [];
  for (let run = 0; run < pairs; run += 1) {
    const bot = await serve();
    times.push(bot.seconds);
    await bot.stop();
  }
  undo();
  const seconds = Number(median(times).toFixed(2));
  return { bench: "start", seconds, runs: times.length, must: "ready ≤ 3 s", holds: seconds <= 3 };
}

/** What the process holds when it has nothing to do. */
export async function memory({ smoke }: Options): Promise<Result> {
  const undo = build();
  const bot = await serve();
  await sleep(smoke ? 1_000 : IDLE_MS);
  const mb = residentMb(bot.pid);
  await bot.stop();
  undo();
  return { bench: "memory", idle_mb: mb, must: "idle ≤ 180 MB", holds: mb <= 180 };
}
