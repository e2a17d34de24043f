import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runningClock, type Clock } from "../../src/clock.ts";
import { readHouse } from "../../src/house.ts";
import { openDriver, type Driver } from "../../src/sandbox/driver.ts";
import { peopleOf } from "../../src/sandbox/people.ts";
import { openSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { APP, GROUP } from "../house.ts";
import { MAIN } from "../commands.ts";

const START_WITHIN_MS = 30_000;
const WAIT_MS = 20_000;
const RESTS_AFTER_MS = 2_500;
const REST_WITHIN_MS = 30_000;

export type Rehearsal = AsyncDisposable & {
  sandbox: Sandbox;
  chat: Driver;
  clock: Clock;
  database: string;
  /** Starts it once and stops it, so that the day's cards lie ready, and goes to the instant they are due at. */
  prepare(dueAt: string): Promise<void>;
  /** Starts the real process; answers once it listens. */
  start(more?: Record<string, string>): Promise<void>;
  isRunning(): boolean;
  pid(): number;
  /** How often the process was killed at a step. */
  kills(): number;
  stop(): Promise<number | null>;
  /** As the power would. */
  kill(): void;
  /** Answers when nothing more comes to Feishu: however slow the machine is, what is due has been done. */
  rest(quietMs?: number): Promise<void>;
  /** Answers once the process is gone. */
  ended(): Promise<void>;
  output(): string;
};

type Options = {
  at: string;
  transport?: "webhook" | "websocket";
  database?: string;
  env?: Record<string, string>;
  /** Another process of the same bot: on its database, against its Feishu. */
  beside?: Rehearsal;
};

/** A sandbox in this process, and the bot as an operator starts it: another process, another port. */
export async function openRehearsal({
  at,
  transport = "webhook",
  database,
  env = {},
  beside,
}: Options): Promise<Rehearsal> {
  const dir = mkdtempSync(join(tmpdir(), "duban-process-"));
  const house = readHouse("./config");
  const clock = beside?.clock ?? runningClock(new Date(at));
  const people = peopleOf(house.campaigns[0]!, house.roster);
  const groups = [{ chatId: GROUP, name: "联席会议群" }];
  const sandbox = beside?.sandbox ?? (await openSandbox({ ...APP, clock, people, groups }));
  const url = beside?.database ?? database ?? `sqlite:${join(dir, "duban.sqlite")}`;
  let child: ChildProcess | null = null;
  let said = "";
  let killed = 0;

  async function start(more: Record<string, string> = {}): Promise<void> {
    said = "";
    const started = spawn(
      process.execPath,
      ["--import", resolve("test/process/kill-at.mjs"), ...MAIN, "serve"],
      {
        env: {
          PATH: process.env["PATH"] ?? "",
          FEISHU_APP_ID: APP.appId,
          FEISHU_APP_SECRET: APP.appSecret,
          FEISHU_ENCRYPT_KEY: APP.encryptKey,
          FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
          FEISHU_DOMAIN: sandbox.url,
          FEISHU_TRANSPORT: transport,
          DATABASE_URL: url,
          FILES_DIR: join(dir, "files"),
          JOINT_MEETING_CHAT_ID: GROUP,
          PORT: "0",
          LOG_LEVEL: "warn",
          DUBAN_CLOCK: clock.now().toISOString(),
          ...env,
          ...more,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    child = started;
    started.once("exit", (_code, signal) => {
      if (signal === "SIGKILL") killed += 1;
    });
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const until = performance.now() + START_WITHIN_MS;
    while (!/已启动：\S+/.test(said)) {
      if (started.exitCode !== null || started.signalCode !== null || performance.now() > until) return;
      await sleep(30);
    }
    sandbox.pusher.setUrl(/已启动：(\S+)/.exec(said)?.[1] ?? "");
  }

  const isRunning = () => child !== null && child.exitCode === null && child.signalCode === null;

  async function stop(): Promise<number | null> {
    const ending = child;
    if (!ending || !isRunning()) return ending?.exitCode ?? null;
    const ended = once(ending, "exit");
    ending.kill("SIGTERM");
    const timer = setTimeout(() => ending.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(timer);
    return ending.exitCode;
  }

  async function prepare(dueAt: string): Promise<void> {
    await start();
    await stop();
    clock.moveTo(new Date(dueAt));
  }

  async function rest(quietMs = RESTS_AFTER_MS): Promise<void> {
    const until = performance.now() + REST_WITHIN_MS;
    let heardAt = performance.now();
    const tell = () => void (heardAt = performance.now());
    sandbox.chaos.make({ path: "", times: Number.POSITIVE_INFINITY, does: { tell } });
    while (performance.now() - heardAt < quietMs && performance.now() < until) await sleep(50);
    sandbox.chaos.forget();
  }

  return {
    prepare,
    rest,
    sandbox,
    chat: openDriver(sandbox),
    clock,
    database: url,
    start,
    isRunning,
    pid: () => child?.pid ?? 0,
    kills: () => killed,
    stop,
    kill: () => void child?.kill("SIGKILL"),
    ended: async () => {
      if (child && isRunning()) await once(child, "exit");
    },
    output: () => said,
    [Symbol.asyncDispose]: async () => {
      await stop();
      if (!beside) await sandbox.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Waits until something is seen; says what was being waited for when it is not. */
export async function until<Seen>(
  what: string,
  look: () => Seen | null | undefined | false,
  ms = WAIT_MS,
): Promise<Seen> {
  const end = performance.now() + ms;
  for (;;) {
    const seen = look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await sleep(25);
  }
}
