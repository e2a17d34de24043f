import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { APP, openHouse } from "../house.ts";
import { MAIN } from "../commands.ts";

describe("duban check --diff", () => {
  const dir = mkdtempSync(join(tmpdir(), "duban-diff-"));
  const database = `sqlite:${join(dir, "duban.sqlite")}`;
  const path = join(dir, "config/campaigns/hazchem-use-2020.yaml");
  const shipped = readFileSync("config/campaigns/hazchem-use-2020.yaml", "utf8");
  const holidays = readFileSync("config/holidays.yaml", "utf8");
  after(() => rmSync(dir, { recursive: true, force: true }));

  before(async () => {
    cpSync("config", join(dir, "config"), { recursive: true });
    await using house = await openHouse({ database, at: "2021-06-18T10:00:00+08:00" });
    await house.app.setOut();
  });

  /** The real command, on the campaign file as an operator changed it. */
  const check = (text: string, notices = holidays): Promise<{ code: number; said: string[] }> => {
    writeFileSync(path, text);
    writeFileSync(join(dir, "config/holidays.yaml"), notices);
    const env = {
      PATH: process.env["PATH"] ?? "",
      FEISHU_APP_ID: APP.appId,
      FEISHU_APP_SECRET: APP.appSecret,
      FEISHU_ENCRYPT_KEY: APP.encryptKey,
      FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
      FEISHU_DOMAIN: "http://127.0.0.1:1",
      DATABASE_URL: database,
      CONFIG_DIR: join(dir, "config"),
      DUBAN_CLOCK: "2021-06-21T10:00:00+08:00",
    };
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [...MAIN, "check", "--offline", "--diff"],
        { env, timeout: 30_000 },
        (_error, stdout) =>
          resolve({
            code: child.exitCode ?? -1,
            said: stdout.split("\n").filter((line) => /变更|放假安排/.test(line)),
          }),
      );
    });
  };
  const stating = (change: string) => shipped.replace("\nchanges: []\n", `\nchanges:\n  - ${change}\n`);

  it("says that nothing would change when nothing does", async () => {
    const { code, said } = await check(shipped);
    expect(said).to.deep.equal(["好　  变更 危险化学品使用安全专项治理：任务和数据库里的一致"]);
    expect(code).to.equal(0);
  }).timeout(40_000);

  it("lists what would be moved, withdrawn and issued at the next start, without Feishu, and changes nothing", async () => {
    const moved = stating("{ duty: OB3, from: 2021-06-25, to: 2021-06-30, reason: 全市统一安排 }");
    const withdrawn = moved.replace(
      "安排 }\n",
      "安排 }\n  - { duty: OB3, units: [jyj], from: 2021-06-30, to: withdrawn, reason: 并入年度报告 }\n",
    );
    const grown = withdrawn.replace(
      "  - { key: jiazhen,",
      "  - { key: dingzhen, name: 丁镇, short: 丁镇, kind: locality }\n  - { key: jiazhen,",
    );
    const { code, said } = await check(grown);
    expect(said.map((line) => line.split("危险化学品使用安全专项治理：")[1])).to.deep.equal([
      "下达：报送镇街实施方案，丁镇，1月15日（周五）前报送（已过期限，只列入，不推送）",
      "下达：报送第一次工作进展情况，丁镇，6月30日（周三）前报送",
      "改期：报送第一次工作进展情况，区党工委（区委）宣传统战部、区经发局、区科技局等15个单位，" +
        "由6月25日（周五）改为6月30日（周三）。原因：全市统一安排",
      "撤销：报送第一次工作进展情况，区教育局，原定6月25日（周五）。原因：并入年度报告",
    ]);
    expect(code).to.equal(0);
    expect((await check(shipped)).said).to.have.lengthOf(1);
  }).timeout(60_000);

  it("says what else the file now says: times, ladders and wording, each by its path, and nothing when it says the same", async () => {
    const rewritten = shipped
      .replace(/^  at: "08:40"/m, '  at: "09:10"')
      .replace("name: 报送第一次工作进展情况", "name: 报送第一次进展")
      .replace("before: [3, 1, 0]", "before: [2, 0]");
    const { said } = await check(rewritten);
    const lines = said.flatMap((line) => line.split("改写：")[1] ?? []);
    expect(lines).to.include("reminders.at：08:40 → 09:10");
    expect(lines).to.include("duties.OB3.name：报送第一次工作进展情况 → 报送第一次进展");
    expect(lines.filter((line) => line.startsWith("ladders.task."))).to.have.lengthOf(3);
    expect(lines).to.have.lengthOf(5);
  }).timeout(40_000);

  it("says what a holiday notice would move", async () => {
    const { said } = await check(shipped, holidays.replace('"2021-06-12",', '"2021-06-12", "2021-06-22",'));
    expect(said.slice(0, 2)).to.deep.equal([
      "注意  放假安排：2021年放假安排有调整，改为休息6月22日（周二）",
      "注意  放假安排：报送第一次工作进展情况：提前3个工作日的提醒由6月22日（周二）改为6月21日（周一）（已过，不再发）（16项）",
    ]);
  }).timeout(40_000);

  it("fails on what the next start would refuse, with the line to write", async () => {
    const { code, said } = await check(shipped.replace("due: 2021-06-25", "due: 2021-06-28"));
    expect(said).to.have.lengthOf(1);
    expect(said[0]).to.match(/^错/).and.include("- { duty: OB3, from: 2021-06-25, to: 2021-06-28, reason:");
    expect(code).to.equal(1);
  }).timeout(40_000);
});
