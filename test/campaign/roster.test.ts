import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readCampaigns } from "../../src/campaign/read.ts";
import { readRoster } from "../../src/campaign/roster.ts";
import { workbook } from "../ledger/sheets.ts";
import { SetupError } from "../../src/errors.ts";

const [campaign] = readCampaigns("config/campaigns");
const HEAD = "unit,seat,name,title,mobile,email,open_id";

describe("the roster", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "duban-roster-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const read = (text: string | Buffer) => {
    writeFileSync(join(dir, "roster.csv"), text);
    return readRoster(join(dir, "roster.csv"), campaign!);
  };
  /** What is wrong with these rows, without the folder. */
  const mistakesOf = (...rows: string[]): string[] => mistakesIn([HEAD, ...rows].join("\n"));
  const mistakesIn = (text: string | Buffer): string[] => {
    try {
      read(text);
    } catch (error) {
      if (error instanceof SetupError) return error.mistakes.map((each) => each.replace(`${dir}/`, ""));
      throw error;
    }
    return [];
  };

  it("names every wrong row at once, by line and rule", () => {
    expect(
      mistakesOf(
        "不存在的局,lead,某某,负责人,,,ou_1",
        "# 一行说明",
        "jyj,boss,,负责人,123,no-mail,on_1",
        "meeting,lead,某某,负责人,,,",
        "jyj,lead,某某,ou_2",
      ),
    ).to.deep.equal([
      "roster.csv:2 unit“不存在的局”不是单位 key 或全名，也不是 office、meeting",
      "roster.csv:4 seat“boss”不是席位，可用：lead、deputy、liaison、inspector、tip_handler",
      "roster.csv:4 name 不能为空",
      "roster.csv:4 mobile 应是11位手机号",
      "roster.csv:4 email 不是邮箱",
      "roster.csv:4 open_id 应以 ou_ 开头",
      "roster.csv:5 lead 不是 meeting 的席位，可用：chief_convener、convener、observer",
      "roster.csv:5 mobile、email、open_id 至少填一项",
      "roster.csv:6 有 4 格，应是 7 格，请检查逗号",
    ]);
  });

  it("names a person who sits in a seat twice, and one who goes by two names", () => {
    expect(
      mistakesOf(
        "jyj,lead,甲,负责人,,a@example.com,",
        "jyj,lead,甲,负责人,,a@example.com,",
        "jyj,liaison,乙,联络员,,a@example.com,",
        "jyj,liaison,,联络员,,b@example.com,",
      ),
    ).to.deep.equal([
      "roster.csv:3 和第 2 行重复，请删去一行",
      "roster.csv:4 和第 2 行是同一个人，姓名却不同（甲、乙）",
      "roster.csv:5 name 不能为空",
    ]);
  });

  it("lets a person hold several seats, and a seat several people", () => {
    const rows = read(
      `${HEAD}\nyjj,lead,甲,局长,,,ou_a\noffice,office_director,甲,主任,,,ou_a\nyjj,lead,乙,,,,ou_b\n`,
    );
    expect(rows.map(({ unit, seat, name }) => `${unit} ${seat} ${name}`)).to.deep.equal([
      "yjj lead 甲",
      "office office_director 甲",
      "yjj lead 乙",
    ]);
  });

  it("takes a unit's Chinese name, a byte order mark, and quoted cells with commas, quotes and line breaks", () => {
    const rows = read(
      `\uFEFF${HEAD}\r\n"区教育局",liaison,"联络员,甲","第一行\r\n""第二行""",,,ou_a\r\n\r\njyj,lead,乙,,,,ou_b\r\n`,
    );
    expect(rows.map(({ unit, name, title, line }) => [unit, name, title, line])).to.deep.equal([
      ["jyj", "联络员,甲", '第一行\n"第二行"', 2],
      ["jyj", "乙", "", 5],
    ]);
  });

  it("takes a mobile with its country code, spaces or dashes", () => {
    const digits = `1${"3".padEnd(10, "0")}`;
    const spaced = `+86 ${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`;
    expect(read(`${HEAD}\njyj,lead,甲,,${spaced},,\n`)[0]?.mobile).to.equal(digits);
  });

  it("takes its columns in any order, and says which are missing", () => {
    expect(read("open_id,email,mobile,title,name,seat,unit\nou_a,,,,甲,lead,jyj\n")[0]?.open_id).to.equal(
      "ou_a",
    );
    expect(mistakesIn("unit,seat,name\n")).to.deep.equal([
      `roster.csv:1 表头缺少 title、mobile、email、open_id，应是：${HEAD}`,
    ]);
  });

  it("says so when the file is in another encoding, or is not there", () => {
    expect(mistakesIn(Buffer.from([0xb5, 0xa5, 0xce, 0xbb])).join()).to.include("不是 UTF-8 编码");
    expect(() => readRoster(join(dir, "none.csv"), campaign!)).to.throw("没有名册");
  });

  it("may be a workbook in the CSV's place, with the same rules and places; two rosters are one too many", async () => {
    const row = ["jyj", "lead", "甲", "负责人", 13900000001, null, null];
    const rows = [HEAD.split(","), ["# 说明"], row, ["不存在的局", "lead", "乙", null, null, null, "ou_b"]];
    const path = join(dir, "roster.xlsx");
    writeFileSync(path, await workbook({ rows: rows.slice(0, 3) }));
    const [found] = readRoster(join(dir, "roster.csv"), campaign!);
    expect(found).to.deep.include({ unit: "jyj", seat: "lead", name: "甲", mobile: "13900000001", line: 3 });
    writeFileSync(path, await workbook({ rows }));
    expect(() => readRoster(path, campaign!)).to.throw("roster.xlsx:4 unit“不存在的局”");
    writeFileSync(path, "x");
    expect(() => readRoster(path, campaign!)).to.throw("文件已损坏");
    expect(mistakesOf("jyj,lead,甲,,,,ou_a").join()).to.include("名册有两份");
  });
});
