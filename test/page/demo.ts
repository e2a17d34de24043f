import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { MAIN } from "../commands.ts";

export const ARTIFACTS = "test/artifacts";
const READY_WITHIN_MS = 90_000;

export type Demo = { address: string; stop(): Promise<void> };

/** The demo as a user starts it, on a free port; `DEMO_URL` names one that runs already. */
export async function startDemo(): Promise<Demo> {
  mkdirSync(ARTIFACTS, { recursive: true });
  const running = process.env["DEMO_URL"];
  if (running) return { address: running, stop: () => Promise.resolve() };
  const dir = mkdtempSync(join(tmpdir(), "duban-demo-"));
  const demo: ChildProcess = spawn(process.execPath, [...MAIN, "demo"], {
    env: { PATH: process.env["PATH"] ?? "", DEMO_DIR: dir, PORT: "0", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    if (demo.exitCode === null) {
      const ended = once(demo, "exit");
      demo.kill("SIGTERM");
      await ended;
    }
    rmSync(dir, { recursive: true, force: true });
  };
  let said = "";
  demo.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const end = performance.now() + READY_WITHIN_MS;
  while (!/已就绪：(\S+)/.test(said)) {
    if (performance.now() > end || demo.exitCode !== null) {
      await stop();
      expect.fail(`the demo was not ready within ${READY_WITHIN_MS} ms: ${said}`);
    }
    await sleep(100);
  }
  return { address: /已就绪：(\S+)/.exec(said)?.[1] ?? "", stop };
}

/** One person at the page, who goes by the words on it; the page is asked for when it is used. */
export function openHand(at: () => { page: Page; address: string }) {
  const shot = (name: string) => at().page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
  const card = (words: string) => at().page.locator(".message", { hasText: words }).last();
  return {
    shot,
    card,
    be: async (name: string) => {
      await at().page.goto(at().address);
      await at().page.getByRole("button", { name, exact: true }).click();
      // Older cards that gave their place fold away: the first line of a chat may be hidden.
      await at().page.locator(".message:not(.stub)").last().waitFor();
    },
    toast: async (words: string) => {
      const shown = at().page.locator(".toast", { hasText: words });
      await shown.waitFor({ timeout: 10_000 }).catch(async () => {
        const [said = "nothing"] = await at().page.locator(".toast").allTextContents();
        await shot("failed");
        throw new Error(`waited for the toast ${words}, saw ${said}`);
      });
    },
    press: (words: string, label: string) =>
      card(words).getByRole("button", { name: label, exact: true }).click(),
    /** Does something, and waits for the message that comes of it. */
    andSee: async (words: string, act: () => Promise<unknown>) => {
      const before = await at().page.locator(".message").count();
      await act();
      await at()
        .page.locator(`.message:nth-child(n+${before + 1})`, { hasText: words })
        .first()
        .waitFor({ timeout: 15_000 });
    },
    say: async (words: string) => {
      await at().page.getByLabel("消息").fill(words);
      await at().page.getByRole("button", { name: "发送" }).click();
    },
    field: (words: string, label: string) =>
      card(words).locator(".field", { hasText: label }).locator("input,textarea,select").first(),
  };
}
