import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { z } from "zod";
import { MAIN } from "../commands.ts";

const WHOLE = ["--from", "2020-12-01", "--to", "2022-07-15"];

const Rows = z.array(
  z.strictObject({
    at: z.string(),
    kind: z.enum(["task_card", "reminder", "overdue", "escalation", "digest", "bulletin", "pack"]),
    unit: z.string().nullable(),
    duty: z.string().nullable(),
    subject: z.string(),
    seats: z.array(z.string()),
    text: z.string(),
  }),
);

const Count = z.object({ on: z.string(), cards: z.number() });
const Load = z.object({
  perPersonAndDay: z.object({ workdays: z.number() }),
  days: z.array(Count),
  people: z.array(z.object({ name: z.string(), days: z.array(Count) })),
});

const ONCE = ["UID", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY", "STATUS"];

/** Reads a calendar file as RFC 5545 has it, and holds it to its rules: line ends, length, folding, nesting, what is needed. */
function readCalendar(text: string): Map<string, string>[] {
  expect(text.endsWith("\r\n")).to.equal(true);
  const written = text.slice(0, -2).split("\r\n");
  expect(written.filter((line) => /[\r\n]/.test(line) || Buffer.byteLength(line) > 75)).to.deep.equal([]);
  const lines = written
    .join("\r\n")
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n");
  expect(lines.slice(0, 1)).to.deep.equal(["BEGIN:VCALENDAR"]);
  expect(lines.filter((line) => line === "VERSION:2.0" || line.startsWith("PRODID:"))).to.have.lengthOf(2);
  const events: Map<string, string>[] = [];
  const open: string[] = [];
  for (const line of lines) {
    const [, name = "", value = ""] = /^([A-Z-]+)(?:;[^:"]+)?:(.*)$/s.exec(line) ?? [];
    expect(name, line).to.not.equal("");
    if (name === "BEGIN") {
      open.push(value);
      if (value === "VEVENT") events.push(new Map());
    } else if (name === "END") expect(open.pop()).to.equal(value);
    else if (open.at(-1) === "VEVENT") {
      expect(events.at(-1)?.has(name), `${name} twice`).to.equal(false);
      events.at(-1)?.set(name, value);
    }
  }
  expect(open).to.deep.equal([]);
  for (const event of events) {
    expect([...event.keys()]).to.include.members(ONCE);
    for (const name of ["DTSTAMP", "DTSTART"]) expect(event.get(name)).to.match(/^\d{8}T\d{6}Z$/);
    expect(event.get("SUMMARY")).to.match(/^(?:[^\\;,]|\\[\\;,nN])*$/);
  }
  return events;
}

const unescaped = (text = "") => text.replaceAll(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign));

/** The real command, with no settings but where the files are. */
function start(args: string[], config = "./config") {
  const env = { PATH: process.env["PATH"], CONFIG_DIR: config };
  return spawn(process.execPath, [...MAIN, "plan", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
}

async function run(args: string[], config?: string) {
  const child = start(args, config);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { out, err, code: z.number().parse(code) };
}

/** What stands from a terminal's column on, where a Chinese character takes two, and what stands before it. */
function cut(line: string, column: number): [before: string, after: string] {
  let width = 0;
  const at = [...line].findIndex((sign) => {
    if (width >= column) return true;
    width += sign > "\u2e7f" ? 2 : 1;
    return false;
  });
  return [line.slice(0, at), line.slice(at)];
}

describe("duban plan", () => {
  const made: string[] = [];
  after(() => made.forEach((dir) => rmSync(dir, { recursive: true, force: true })));
  /** The shipped files, before the notices of 2021 and 2022 were out. */
  const unannounced = (): string => {
    const dir = mkdtempSync(join(tmpdir(), "duban-plan-"));
    made.push(dir);
    cpSync("config", dir, { recursive: true });
    const path = join(dir, "holidays.yaml");
    writeFileSync(
      path,
      readFileSync(path, "utf8").replaceAll(/(year: 202[12]\n +announced: )true/g, "$1false"),
    );
    return dir;
  };

  it("prints the whole campaign as JSON, without settings or database: every step once, in order of time", async () => {
    const { out, code } = await run([...WHOLE, "--json"]);
    const rows = Rows.parse(JSON.parse(out));
    const [towns, steps, workdays] = [3, 10, 395];
    // 81 weeks that have a working day up to Friday, 19 months, five reports; nine months end on a week's day.
    const bulletins = 81 + 19 + 5 - 9;
    // Two reports on progress and the summary.
    const packs = 3;
    expect(code).to.equal(0);
    expect(rows).to.have.lengthOf((52 + 4 * towns) * steps + workdays + bulletins + packs);
    expect(rows.map(({ at }) => at)).to.deep.equal(rows.map(({ at }) => at).toSorted());
    expect(rows.filter(({ at }) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00$/.test(at))).to.deep.equal([]);
    expect(
      rows.find(({ kind, duty, unit }) => kind === "overdue" && duty === "OB4" && unit === "jyj"),
    ).to.deep.equal({
      at: "2021-12-27T08:40:00+08:00",
      kind: "overdue",
      unit: "jyj",
      duty: "OB4",
      subject: "duty:OB4:jyj",
      seats: ["liaison", "lead"],
      text: "区教育局：报送第二次工作进展情况，已逾期，应于12月25日（周六）前报送",
    });
    expect(rows.find(({ kind }) => kind === "digest")).to.deep.include({
      unit: null,
      duty: null,
      subject: "digest:2020-12-01",
      seats: ["meeting_group"],
    });
  });

  it("counts both days in, and prints a table whose columns stand under each other", async () => {
    const { out } = await run(["--from", "2021-06-25", "--to", "2021-06-28"]);
    const lines = out.trimEnd().split("\n");
    expect(lines[1]).to.match(/^2021-06-25 周五 08:40 {2}催办 +T +联络员、负责人 {2}区党工委/);
    expect(lines.at(-2)).to.match(/^2021-06-28 周一 17:1\d {2}日报 +day +联席会议群 +6月28日（周一）日报$/);
    expect(out).to.match(/2021-06-28 周一 08:40 {2}汇总 +pack +工作人员 +汇总：报送第一次工作进展情况/);
    expect(lines.at(-1)).to.equal("共 37 条");
    for (const line of lines.slice(0, -1)) {
      const [before, words] = cut(line, 52);
      expect(before, line).to.match(/ {2}$/);
      expect(words).to.match(/^(内容|区|市|滨|甲|乙|丙|6月|通报草稿|汇总)/);
    }
  });

  it("prints a calendar file that a strict reader takes, with every push in it once and its words whole", async () => {
    const [{ out }, { out: json }] = await Promise.all([run([...WHOLE, "--ics"]), run([...WHOLE, "--json"])]);
    const events = readCalendar(out);
    const rows = Rows.parse(JSON.parse(json));
    expect(events.map((event) => [event.get("DTSTART"), unescaped(event.get("SUMMARY"))])).to.deep.equal(
      rows.map(({ at, text }) => [new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, ""), text]),
    );
    expect(new Set(events.map((event) => event.get("UID"))).size).to.equal(events.length);
    const last = events.find((event) => event.get("UID") === "duty-OB4-jyj-T+1@hazchem-use-2020");
    expect(last?.get("DTSTART")).to.equal("20211227T004000Z");
  });

  it("marks in the calendar file what is only expected", async () => {
    const { out } = await run([...WHOLE, "--ics"], unannounced());
    const expected = readCalendar(out).filter((event) => event.get("STATUS") === "TENTATIVE");
    expect(expected).to.have.length.above(0);
    expect(expected.filter((event) => !event.get("SUMMARY")?.endsWith("（预计）"))).to.deep.equal([]);
    expect(expected.some((event) => event.get("DTSTART")?.startsWith("2020"))).to.equal(true);
  });

  it("says that a stretch without pushes has no calendar file, for an empty one is none", async () => {
    const { out, err, code } = await run(["--from", "2021-01-01", "--to", "2021-01-03", "--ics"]);
    expect([code, out, err]).to.deep.equal([0, "", "这段时间没有推送，没有写日历\n"]);
  });

  it("shows what each person gets on each day, merged as the bot does, and the busiest minute beside the limits", async () => {
    const { out } = await run(["--from", "2021-01-04", "--to", "2021-01-08", "--load"]);
    const lines = out.split("\n");
    expect(lines[1]).to.match(/^2021-01-04 周一 {2}55 +33 +08:40 52张 +2秒$/);
    expect(out).to.match(/\n\d +\d +2张 2021-01-04 +应急管理局负责人：区应急管理局负责人、办公室主任\n/);
    expect(out).to.include(
      "最忙的一分钟：2021-01-04 08:40，52张（平台每分钟1000张、每秒50张、每人或群每秒5张）",
    );
    expect(out).to.include("放不下的：没有");
    const { out: json } = await run(["--from", "2021-01-04", "--to", "2021-01-08", "--load", "--json"]);
    const load = Load.parse(JSON.parse(json));
    expect(load.perPersonAndDay.workdays).to.equal(5);
    expect(load.days.map(({ on }) => on)).to.deep.equal(
      ["04", "05", "06", "07", "08"].map((d) => `2021-01-${d}`),
    );
    const sum = (counts: number[]) => counts.reduce((total, each) => total + each, 0);
    const digests = 5;
    expect(sum(load.people.flatMap(({ days }) => days.map(({ cards }) => cards))) + digests).to.equal(
      sum(load.days.map(({ cards }) => cards)),
    );
  });

  const wrong: [args: string[], words: string][] = [
    [[], "--from 应是日期，例：2020-12-01"],
    [["--from", "2020-12-01"], "--to 应是日期，例：2022-07-15"],
    [["--from", "2021-02-29", "--to", "2021-03-01"], "--from 应是日期，例：2020-12-01（写的是“2021-02-29”）"],
    [["--from", "2021-03-02", "--to", "2021-03-01"], "--to（2021-03-01）早于 --from（2021-03-02），请对调"],
    [[...WHOLE, "--json", "--ics"], "--json 和 --ics 只能选一个"],
    [[...WHOLE, "--load", "--ics"], "--load 和 --ics 只能选一个"],
    [[...WHOLE, "--jsn"], "参数“--jsn”不认识，或写得不对"],
  ];
  it("answers a wrong use with a sentence that says what to do, and exit code 2", async () => {
    for (const [args, words] of wrong) {
      const { out, err, code } = await run(args);
      expect([code, out]).to.deep.equal([2, ""]);
      expect(err.split("\n")[0]).to.equal(words);
      expect(err).to.include("用法：npm run -s duban -- plan --from 2020-12-01 --to 2022-07-15");
    }
  });

  it("reads the files of CONFIG_DIR, and names the mistakes of all of them", async () => {
    const dir = mkdtempSync(join(tmpdir(), "duban-plan-"));
    try {
      cpSync("config", dir, { recursive: true });
      const path = join(dir, "campaigns/hazchem-use-2020.yaml");
      writeFileSync(path, readFileSync(path, "utf8").replace("due: 2021-06-25", "due: 2021-6-25"));
      writeFileSync(join(dir, "holidays.yaml"), "years: 2021\n");
      const { err, code } = await run(WHOLE, dir);
      expect(code).to.equal(78);
      expect(err).to.match(/hazchem-use-2020\.yaml:\d+:\d+ duties\.2\.due 应是日期/);
      expect(err).to.match(/holidays\.yaml:1:8 years 应是列表/);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it("ends well when its reader has seen enough", async () => {
    const child = start([...WHOLE, "--json"]);
    child.stdout.once("data", () => child.stdout.destroy());
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect([code, err]).to.deep.equal([0, ""]);
  });
});
