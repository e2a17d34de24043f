import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { who } from "../house.ts";
import { openRehearsal, until, type Rehearsal } from "./bot.ts";
import { MAIN } from "../commands.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");

async function fromCardToEnd({ chat }: Rehearsal): Promise<void> {
  const card = await until("the task card", () =>
    chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收")),
  );
  expect((await chat.pressOn(liaison, card, "签收")).toast?.content).to.equal("已签收，6月25日前报送");
  await chat.send(liaison, "工作进展情况.docx", Buffer.from("报告正文"), card.messageId);
  await until("the file to arrive", () =>
    chat.cardsOf(liaison).some(({ content }) => wordsOf(content).includes("收到1件材料")),
  );
  const handedIn = async () => {
    const { toast } = await chat.pressOn(liaison, card, "正式报送", {
      percent: "100",
      text: "已完成首轮排查",
    });
    return toast?.content === "已报送，6月25日前审核完毕";
  };
  let done = false;
  for (let tries = 0; tries < 40 && !done; tries += 1) {
    done = await handedIn();
    if (!done) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(done, "handed in").to.equal(true);
  await until("the office's queue", () =>
    chat.cardsOf(clerk).some(({ content }) => wordsOf(content).includes("审核：报送第一次工作进展情况")),
  );
  await chat.openRow(clerk, "区教育局");
  await until("the review card", () =>
    chat.cardsOf(clerk).some(({ content }) => findButton(content, "办结通过")),
  );
  expect((await chat.press(clerk, "办结通过")).toast?.content).to.equal("已办结，对方卡片已更新");
  await until("the unit's card to follow", () =>
    chat.cardsOf(liaison).some(({ content }) => wordsOf(content).includes("已办结")),
  );
}

describe("the real process", () => {
  for (const transport of ["webhook", "websocket"] as const) {
    it(`takes a duty from its card to 办结 over the ${transport === "webhook" ? "webhook" : "long connection"}`, async () => {
      await using rehearsal = await openRehearsal({ at: "2021-06-18T08:30:00+08:00", transport });
      await rehearsal.prepare("2021-06-18T08:40:00+08:00");
      await rehearsal.start();
      await fromCardToEnd(rehearsal);
      expect(await rehearsal.stop(), rehearsal.output()).to.equal(0);
    }).timeout(90_000);
  }

  it("with wrong settings stops with exit code 78 and names each of them with its rule and an example", () => {
    const env = {
      PATH: process.env["PATH"] ?? "",
      FEISHU_APP_ID: "abc",
      PORT: "http",
      FEISHU_TRANSPORT: "webhook",
    };
    const { status, stderr } = spawnSync(process.execPath, ["bin/duban.mjs", "serve"], {
      env,
      encoding: "utf8",
    });
    expect(status).to.equal(78);
    for (const key of [
      "FEISHU_APP_ID",
      "FEISHU_APP_SECRET",
      "FEISHU_ENCRYPT_KEY",
      "FEISHU_VERIFICATION_TOKEN",
      "PORT",
    ]) {
      expect(stderr).to.include(key);
    }
  }).timeout(30_000);

  it("does not rehearse on the real Feishu, nor open a long connection to Lark", () => {
    const base = {
      PATH: process.env["PATH"] ?? "",
      FEISHU_APP_ID: "cli_a0b1c2d3e4f50617",
      FEISHU_APP_SECRET: "x",
    };
    const env = {
      ...base,
      FEISHU_TRANSPORT: "websocket",
      FEISHU_DOMAIN: "https://open.larksuite.com",
      DUBAN_CLOCK: "2021-06-18T08:30:00+08:00",
    };
    const { status, stderr } = spawnSync(process.execPath, [...MAIN, "serve"], {
      env,
      encoding: "utf8",
    });
    expect(status).to.equal(78);
    expect(stderr).to.include("DUBAN_CLOCK").and.include("Lark 不支持长连接");
  }).timeout(30_000);

  it("answers a wrong use of a verb with what to write instead, and exit code 2", () => {
    const run = (args: string[], env: Record<string, string> = {}) => {
      const { status, stderr } = spawnSync(process.execPath, [...MAIN, ...args], {
        env: { PATH: process.env["PATH"] ?? "", ...env },
        encoding: "utf8",
      });
      return { status, stderr };
    };
    expect(run(["demo", "--keeep"])).to.deep.include({
      status: 2,
      stderr: "不认识的参数 --keeep；可用：--keep\n",
    });
    expect(run(["demo"], { PORT: "x" }).stderr).to.include("PORT 应是 0–65535 的整数");
    expect(run(["check", "-x"]).status).to.equal(2);
    expect(run(["backup"]).stderr).to.include("用法");
    expect(run(["frobnicate"]).stderr).to.include("没有“frobnicate”这个命令");
  }).timeout(60_000);

  it("refuses a second start on the same SQLite file", async () => {
    await using rehearsal = await openRehearsal({ at: "2021-06-18T08:30:00+08:00" });
    await rehearsal.start();
    const first = rehearsal.output();
    expect(first).to.include("已启动");
    await using other = await openRehearsal({
      at: "2021-06-18T08:30:00+08:00",
      database: rehearsal.database,
    });
    await other.start();
    expect(other.output()).to.include("正由另一个督办进程");
  }).timeout(60_000);
});
