import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readCampaigns, readHolidays, readSchedule } from "../../src/campaign/read.ts";
import { SetupError } from "../../src/errors.ts";

const shipped = readFileSync("config/campaigns/hazchem-use-2020.yaml", "utf8");

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

  const write = (name: string, text: string | Buffer) => writeFileSync(join(dir, name), text);
  /** What is wrong once some words of the shipped campaign are changed; without the folder. */
  const campaignWith = (...changes: [from: string, to: string][]): string[] => {
    const text = changes.reduce((written, [from, to]) => {
      expect(written).to.include(from);
      return written.replace(from, to);
    }, shipped);
    write("campaigns/a.yaml", text);
    return mistakesOf(() => readCampaigns(join(dir, "campaigns"))).map((each) =>
      each.replace(join(dir, "campaigns/"), ""),
    );
  };
  const lineOf = (text: string) => shipped.slice(0, shipped.indexOf(text)).split("\n").length;
  const holidaysWith = (text: string) => {
    write("holidays.yaml", text);
    return mistakesOf(() => readHolidays(join(dir, "holidays.yaml"))).map((each) =>
      each.replace(`${dir}/`, ""),
    );
  };

  it("name every mistake of a campaign at once, also when parts do not fit, each with file, line, path and rule", () => {
    const mistakes = campaignWith(
      ["due: 2020-12-31\n    work", "due: 2020-13-31\n    work"],
      ["phase: P2", "phase: P9"],
      ['  at: "08:40"', "  at: 8点40"],
      ["sign_within: 1\n  review", "sign_wthin: 1\n  review"],
    );
    expect(mistakes).to.have.members([
      `a.yaml:${lineOf("due: 2020-12-31\n    work")}:10 phases.0.due 应是日期，例：2021-06-25`,
      `a.yaml:${lineOf("phase: P2")}:12 duties.2.phase 没有“P9”这个阶段`,
      `a.yaml:${lineOf('  at: "08:40"')}:7 reminders.at 应是时刻并加引号，例："08:40"`,
      `a.yaml:${lineOf('  at: "08:40"')}:3 reminders.sign_within 缺少这一项，应是整数`,
      `a.yaml:${lineOf("sign_within: 1\n  review")}:15 reminders.sign_wthin 不认识这个键，请删去或改对拼写`,
    ]);
  });

  const misfits: [what: string, from: string, to: string, mistake: string][] = [
    ["a phase that is not there", "phase: P2", "phase: P9", "duties.2.phase 没有“P9”这个阶段"],
    [
      "a unit that is not there",
      "units: localities",
      "units: [bkq, nobody]",
      "duties.1.units 没有“nobody”这个单位",
    ],
    [
      "a metric that is not there",
      "metrics: [checked,",
      "metrics: [chekced,",
      "duties.2.metrics 没有“chekced”这个指标",
    ],
    [
      "a time zone that does not exist",
      "Asia/Shanghai",
      "Asia/Beijing",
      "district.timezone 不是时区名，例：Asia/Shanghai",
    ],
    [
      "a phase that opens before the last one ends",
      "opens: 2021-07-01",
      "opens: 2021-06-01",
      "phases.2.opens 应晚于上一阶段结束日",
    ],
    [
      "a phase that ends before it opens",
      "due: 2021-06-30",
      "due: 2020-06-30",
      "phases.1.due 早于本阶段开始日",
    ],
    [
      "a duty that is due before its phase opens",
      "due: 2021-06-25",
      "due: 2020-06-25",
      "duties.2.due 早于阶段开始日",
    ],
    [
      "reminders that do not come closer",
      "before: [20, 10,",
      "before: [10, 20,",
      "ladders.duty.before 应从大到小",
    ],
    [
      "escalations that do not move on",
      "{ days: 3, kind: escalation, to: [office] }\n      - { days: 5",
      "{ days: 2, kind: escalation, to: [office] }\n      - { days: 5",
      "ladders.major_hazard.after days 应从小到大",
    ],
    [
      "a major hazard's reminders that do not come closer",
      "before: [5, 3, 1, 0]",
      "before: [5, 5, 1, 0]",
      "ladders.major_hazard.before 应从大到小",
    ],
    [
      "a convener who is given something to do",
      "{ days: 5, kind: escalation, to: [chief_convener, convener], by: digest }",
      "{ days: 5, kind: escalation, to: [chief_convener, convener] }",
      "ladders.major_hazard.after.3 召集人只在日报里看到，请写 by: digest",
    ],
    ["two duties under one key", "key: OB2", "key: OB1", "duties.1.key “OB1”重复"],
    ["two units under one name", "name: 乙街道", "name: 甲镇", "units.14.name “甲镇”重复"],
    ["two questions under one key", "key: Q9b", "key: Q1", "focus_points.8.questions.1.key “Q1”重复"],
    ["a unit under the office's key", "key: jiazhen", "key: office", "units.13.key “office”已有别的用处"],
    [
      "a change of a duty that is not there",
      "\nchanges: []\n",
      "\nchanges:\n  - { duty: OB9, from: 2021-06-25, to: 2021-06-30, reason: 合并 }\n",
      "changes.0.duty 没有“OB9”这项报送任务",
    ],
    [
      "a change for a unit that does not owe the duty",
      "\nchanges: []\n",
      "\nchanges:\n  - { duty: OB1, units: [bkq], from: 2020-12-31, to: 2021-01-08, reason: 合并 }\n",
      "changes.0.units “bkq”没有这项报送任务",
    ],
    [
      "a change that says another day stood before",
      "\nchanges: []\n",
      "\nchanges:\n  - { duty: OB3, from: 2021-06-24, to: 2021-06-30, reason: 合并 }\n",
      "changes.0.from xctz 在这之前的期限是 2021-06-25，from 请照实写",
    ],
    [
      "a change that changes nothing",
      "\nchanges: []\n",
      "\nchanges:\n  - { duty: OB3, from: 2021-06-25, to: 2021-06-25, reason: 合并 }\n",
      "changes.0.to 和原来的期限相同",
    ],
    [
      "a change to before the phase opens",
      "\nchanges: []\n",
      "\nchanges:\n  - { duty: OB3, from: 2021-06-25, to: 2020-12-31, reason: 合并 }\n",
      "changes.0.to 早于阶段开始日",
    ],
    [
      "a change of what was withdrawn before",
      "\nchanges: []\n",
      "\nchanges:\n  - { duty: OB3, from: 2021-06-25, to: withdrawn, reason: 并 }\n  - { duty: OB3, from: 2021-06-25, to: 2021-06-30, reason: 合并 }\n",
      "changes.1.from xctz 的这项任务在前面已经撤销，不能再改",
    ],
    ["reminders in the quiet hours", 'at: "08:40"', 'at: "07:40"', "reminders.at 在免打扰时段里"],
    [
      "a digest that drifts into the quiet hours",
      'at: "17:10"',
      'at: "19:55"',
      "digest.at 加上推迟的分钟，会落在免打扰时段里",
    ],
    ["quiet hours that are no night", 'from: "20:00"', 'from: "07:00"', "quiet_hours.from 应晚于 to"],
  ];
  for (const [what, from, to, mistake] of misfits) {
    it(`refuse ${what}`, () => {
      const mistakes = campaignWith([from, to]);
      expect(mistakes).to.have.lengthOf(1);
      expect(mistakes[0])
        .to.match(/^a\.yaml:\d+:\d+ /)
        .and.include(mistake);
    });
  }

  it("say that somebody must owe a duty", () => {
    const localities = shipped.replaceAll("kind: locality", "kind: department");
    write("campaigns/a.yaml", localities);
    expect(mistakesOf(() => readCampaigns(join(dir, "campaigns"))).join()).to.include(
      "duties.1.units units 里没有 kind 为 locality 的单位",
    );
  });

  it("tell a wrong kind of value from a missing one", () => {
    expect(campaignWith(["key: hazchem-use-2020", "key: 2020"]).join()).to.include(" key 应是文字");
    expect(campaignWith(["    work: 制定", "    # work: 制定"]).join()).to.include(
      " phases.0.work 缺少这一项，应是文字",
    );
  });

  it("name the mistakes of all campaigns, and two that share a key", () => {
    write("campaigns/b.yaml", shipped.replace("phase: P2", "phase: P8"));
    const mistakes = campaignWith(["phase: P2", "phase: P9"]).join("\n");
    expect(mistakes).to.match(/a\.yaml:.*P9[^]*b\.yaml:.*P8/);
    write("campaigns/b.yaml", shipped);
    expect(campaignWith(["P1", "P1"]).join()).to.match(/b\.yaml:\d+:6 key “hazchem-use-2020”已用在 a\.yaml/);
  });

  it("survive a file that is no YAML, one in another encoding, an empty one, and an empty folder", () => {
    const read = () => mistakesOf(() => readCampaigns(join(dir, "campaigns"))).join("\n");
    write("campaigns/b.yaml", "key: [oops\n");
    expect(read()).to.match(/b\.yaml:\d+:\d+ 不是正确的 YAML/);
    write("campaigns/b.yaml", "key: a\nkey: b\n");
    expect(read()).to.match(/b\.yaml:2:1 不是正确的 YAML：同一个键写了两次/);
    write("campaigns/b.yaml", Buffer.from([0x6b, 0x3a, 0x20, 0xd0, 0xc2, 0xb1, 0xb1]));
    expect(read()).to.include("b.yaml：不是 UTF-8 编码");
    write("campaigns/b.yaml", "");
    expect(read()).to.match(/b\.yaml:1:1 （整个文件） 应是一组键值/);
    rmSync(join(dir, "campaigns", "b.yaml"));
    expect(read()).to.include("没有专项行动文件");
  });

  it("say where a holiday is written wrong, beside a year written twice", () => {
    const year = "  - { year: 2030, announced: false, off: [], work: [] }\n";
    const mistakes = holidaysWith(
      `years:\n  - year: 2030\n    announced: 是\n    off: ["2030-1-1"]\n    work: []\n${year}`,
    );
    expect(mistakes).to.have.members([
      "holidays.yaml:3:16 years.0.announced 只能是 true 或 false",
      'holidays.yaml:4:11 years.0.off.0 应是日期并加引号，例："2021-06-14"',
      "holidays.yaml:6:13 years.1.year 2030年重复",
    ]);
  });

  it("refuse a day of another year, and a day that is both off and worked; late December may belong to the next", () => {
    const mistakes = holidaysWith(
      'years:\n  - { year: 2030, announced: true, off: ["2029-12-31", "2029-11-30"], work: ["2029-12-31"] }\n',
    );
    expect(mistakes.join("\n")).to.include("years.0.off.1 “2029-11-30”不在2030年");
    expect(mistakes.join("\n")).to.include("years.0.work.0 “2029-12-31”又是放假又是上班");
    expect(mistakes).to.have.lengthOf(2);
  });

  it("are read together for the planner: the mistakes of all files at once", () => {
    expect(mistakesOf(() => readSchedule(join(dir, "nowhere")))).to.deep.equal([
      `${join(dir, "nowhere/campaigns")}：没有专项行动文件。请放入一个 .yaml，例：hazchem-use-2020.yaml`,
      `${join(dir, "nowhere/holidays.yaml")}：没有这个文件。请从发行包里复制一份 holidays.yaml`,
    ]);
  });
});
