import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readWorkbook } from "../../src/files/workbook-read.ts";
import { APP } from "../house.ts";
import { aRow, ledger, workbook } from "../ledger/sheets.ts";
import { STORES } from "../stores.ts";
import { MAIN } from "../commands.ts";

for (const store of STORES) {
  describe(`the operator's sheets on ${store.name}`, function () {
    this.timeout(180_000);
    const dir = mkdtempSync(join(tmpdir(), "duban-verbs-"));
    let opened: { url: string | undefined; drop(): Promise<void> };
    before(async () => {
      opened = await store.open();
      expect(run("migrate").status).to.equal(0);
    });
    after(async () => {
      await opened.drop();
      rmSync(dir, { recursive: true, force: true });
    });

    function run(...args: string[]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [...MAIN, ...args], {
        encoding: "utf8",
        env: {
          ...process.env,
          FEISHU_APP_ID: APP.appId,
          FEISHU_APP_SECRET: APP.appSecret,
          FEISHU_ENCRYPT_KEY: APP.encryptKey,
          FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
          FEISHU_DOMAIN: "http://127.0.0.1:1",
          DATABASE_URL: opened.url ?? `sqlite:${join(dir, "duban.sqlite")}`,
          DUBAN_CLOCK: "2021-06-18T09:00:00+08:00",
        },
      });
      return { status, said: stdout + stderr };
    }

    const linesOf = (path: string, sheet: number) =>
      (readWorkbook("x.xlsx", readFileSync(path)).sheets[sheet]?.rows ?? []).map(({ cells }) =>
        [...cells.values()].map(({ words }) => words),
      );

    it("are looked at without being written, written once, and come out again", async () => {
      const path = join(dir, "in.xlsx");
      writeFileSync(path, await ledger([aRow(), aRow({ description: "没有台账", category: "未知" })]));
      const dry = run("import", "--what", "hazards", path, "--dry-run");
      expect(dry.said).to.include("新增1、更新0、相同0、有误1").and.include("第3行 类别：不是隐患类别");
      expect(dry.status).to.equal(1);
      expect(run("import", "--what", "hazards", path).said).to.include("已写入1条");
      expect(run("import", "--what", "hazards", path).said).to.include("和隐患〔2021〕0001号相同");

      const out = join(dir, "out.xlsx");
      expect(run("export", "--what", "hazards", "--out", out).said).to.include("1条");
      expect(linesOf(out, 1)[1]?.slice(0, 2)).to.deep.equal(["隐患〔2021〕0001号", "甲中学"]);
      expect(run("export", "--what", "hazards", "--out", out).said).to.include("已经有了");
      const trail = join(dir, "audit.xlsx");
      run("export", "--what", "audit", "--out", trail);
      const where = join(dir, "seats.xlsx");
      expect(run("export", "--what", "seats", "--out", where).said).to.match(/\d+条/);
      expect(linesOf(where, 0)[0]?.slice(0, 3)).to.deep.equal(["单位", "席位", "姓名"]);
      expect(linesOf(where, 1).flat(), "what it is, of when and how much").to.include.members([
        "截止时间",
        "条数",
        "留痕",
      ]);
      expect(linesOf(trail, 0).flat()).to.include("hazard.import");
      const digests = join(dir, "digests.xlsx");
      expect(run("export", "--what", "digests", "--out", digests).said).to.match(/\d+条/);
      for (const [what, head] of [
        ["tasks", "改后期限"],
        ["look-backs", "销号月份"],
        ["scores", "年度"],
        ["score-lines", "序号"],
      ] as const) {
        const book = join(dir, `${what}.xlsx`);
        expect(run("export", "--what", what, "--out", book).said, what).to.match(/\d+条/);
        expect(linesOf(book, 0)[0], what).to.include(head);
      }
      expect(run("audit", "verify").said).to.include("没有改动");
    });

    it("of enterprises enter what is new; one that is here, or has a wrong code, is said", async () => {
      const path = join(dir, "enterprises.xlsx");
      const rows = [
        ["企业名称", "统一社会信用代码", "属地", "行业领域"],
        ["乙化工厂", "91320411MA20XB1233", "甲镇", "汽车维修行业"],
        ["乙化工厂", null, null, null],
        ["丙修理厂", "91320411MA20XB1234", null, null],
        ["丁厂", null, "不在的镇", null],
      ];
      writeFileSync(path, await workbook({ rows }));
      const { said } = run("import", "--what", "enterprises", path);
      expect(said).to.include("已新增2家，已有1家，有误1行");
      expect(said)
        .to.include("第4行：统一社会信用代码不对，没有写入")
        .and.include("第5行：属地不是本区的镇街");
      const out = join(dir, "enterprises-out.xlsx");
      run("export", "--what", "enterprises", "--out", out);
      expect(linesOf(out, 0)).to.deep.include(["乙化工厂", "91320411MA20XB1233", "甲镇", "汽车维修行业"]);
    });

    it("of the roster are taken when every row is right; the one before is kept", async () => {
      const config = join(dir, "config");
      cpSync("config", config, { recursive: true });
      const path = join(dir, "roster.xlsx");
      const head = ["unit", "seat", "name", "title", "mobile", "email", "open_id"];
      writeFileSync(
        path,
        await workbook({ rows: [head, ["区教育局", "lead", "甲,乙", null, null, null, "ou_a"]] }),
      );
      process.env["CONFIG_DIR"] = config;
      try {
        expect(run("import", "--what", "roster", path, "--dry-run").said).to.include(
          "1个席位，都对，没有写入",
        );
        expect(run("import", "--what", "roster", path).said).to.include("已写入");
      } finally {
        delete process.env["CONFIG_DIR"];
      }
      expect(readFileSync(join(config, "roster.csv"), "utf8")).to.include('jyj,lead,"甲,乙",,,,ou_a');
      expect(readFileSync(join(config, "roster.csv.before"), "utf8")).to.include("ou_demo_");
    });

    it("are refused in words when the wish is not understood", () => {
      expect(run("export", "--what", "people", "--out", "x.xlsx").said).to.include("用法");
      expect(run("import", "--what", "hazards").said).to.include("用法");
      expect(run("import", "--what", "hazards", "x.xlsx", "--wet").said).to.include("不认识的参数 --wet");
    });
  });
}
