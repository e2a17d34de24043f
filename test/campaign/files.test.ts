import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { readRoster } from "../../src/campaign/roster.ts";
import { SetupError } from "../../src/errors.ts";

const shipped = readFileSync("config/campaigns/hazchem-use-2020.yaml", "utf8");
const roster = readFileSync("config/roster.csv", "utf8");

function mistakesOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof SetupError) return error.mistakes;
    throw error;
  }
  return [];
}

describe("the operator's files", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "duban-files-"));
    mkdirSync(join(dir, "campaigns"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const campaignWith = (...changes: [from: string, to: string][]) => {
    const text = changes.reduce((written, [from, to]) => {
      expect(written).to.include(from);
      return written.replace(from, to);
    }, shipped);
    writeFileSync(join(dir, "campaigns", "a.yaml"), text);
    return mistakesOf(() => readCampaigns(join(dir, "campaigns")));
  };

  it("name every mistake of a campaign at once, each with file, line, path and rule", () => {
    const mistakes = campaignWith(
      ["due: 2020-12-31\n    work", "due: 2020-13-31\n    work"],
      ["phase: P2", "phase: P9"],
      ['  at: "08:40"', "  at: 8点40"],
      ["sign_within: 1\n  review", "sign_wthin: 1\n  review"],
    );
    expect(mistakes).to.have.length.at.least(4);
    expect(mistakes.join("\n")).to.match(/a\.yaml:\d+:\d+ phases\.0\.due 应是日期，例：2021-06-25/);
    expect(mistakes.join("\n")).to.match(/a\.yaml:\d+:\d+ reminders\.at 应是时刻并加引号/);
    expect(mistakes.join("\n")).to.match(/a\.yaml:\d+:\d+ reminders\.sign_wthin 不认识这个键/);
  });

  it("say when parts do not fit together: an unknown phase, unit or metric, a phase that ends before it opens", () => {
    const mistakes = campaignWith(
      ["phase: P2", "phase: P9"],
      ["[checked, found, fixed, major, inspections]", "[checkd]"],
      ["opens: 2021-07-01", "opens: 2021-06-01"],
    );
    expect(mistakes.join("\n")).to.match(/duties\.2\.phase 没有“P9”这个阶段/);
    expect(mistakes.join("\n")).to.match(/duties\.2\.metrics 没有“checkd”这个指标/);
    expect(mistakes.join("\n")).to.match(/phases\.2\.opens 应晚于上一阶段结束日/);
  });

  it("survive a file that is no YAML, and an empty folder", () => {
    writeFileSync(join(dir, "campaigns", "b.yaml"), "key: [oops\n");
    expect(mistakesOf(() => readCampaigns(join(dir, "campaigns"))).join()).to.match(
      /b\.yaml:\d+:\d+ 不是正确的 YAML/,
    );
    rmSync(join(dir, "campaigns", "b.yaml"));
    expect(mistakesOf(() => readCampaigns(join(dir, "campaigns"))).join()).to.include("没有专项行动文件");
  });

  it("list every wrong row of the roster, by line", () => {
    writeFileSync(
      join(dir, "roster.csv"),
      `\uFEFF${roster}不存在的局,lead,某某,负责人,,,ou_x1\njyj,boss,某某,负责人,123,,\n`,
    );
    const [campaign] = readCampaigns("config/campaigns");
    const mistakes = mistakesOf(() => readRoster(join(dir, "roster.csv"), campaign!));
    expect(mistakes.join("\n")).to.include("unit“不存在的局”不是单位 key 或全名");
    expect(mistakes.join("\n")).to.include("seat“boss”不是席位");
    expect(mistakes.join("\n")).to.include("mobile 应是11位手机号");
  });

  it("accept a unit's Chinese name, quoted cells and a byte order mark", () => {
    writeFileSync(
      join(dir, "roster.csv"),
      `\uFEFFunit,seat,name,title,mobile,email,open_id\r\n"区教育局",liaison,"联络员,甲",联络员,,,ou_a\r\n`,
    );
    const [campaign] = readCampaigns("config/campaigns");
    const rows = readRoster(join(dir, "roster.csv"), campaign!);
    expect(rows.map(({ unit, name, line }) => [unit, name, line])).to.deep.equal([["jyj", "联络员,甲", 2]]);
  });

  it("say where a holiday is written wrong", () => {
    writeFileSync(
      join(dir, "holidays.yaml"),
      'years:\n  - year: 2030\n    announced: 是\n    off: ["2030-1-1"]\n    work: []\n',
    );
    const mistakes = mistakesOf(() => readHolidays(join(dir, "holidays.yaml"))).join("\n");
    expect(mistakes).to.match(/holidays\.yaml:3:\d+ years\.0\.announced 只能是 true 或 false/);
    expect(mistakes).to.match(/holidays\.yaml:4:\d+ years\.0\.off\.0 应是日期/);
  });
});
