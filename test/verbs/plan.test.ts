import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { z } from "zod";

const START = ["--import", "tsx", "src/main.ts", "plan"];
const WHOLE = ["--from", "2020-12-01", "--to", "2022-07-15"];

const Rows = z.array(
  z.strictObject({
    at: z.string(),
    kind: z.enum(["task_card", "reminder", "overdue", "escalation", "digest", "bulletin"]),
    unit: z.string().nullable(),
    duty: z.string().nullable(),
    subject: z.string(),
    seats: z.array(z.string()),
    text: z.string(),
  }),
);

/** The real command, with no settings but where the files are. */
function start(args: string[], config = "./config") {
  const env = { PATH: process.env["PATH"], CONFIG_DIR: config };
  return spawn(process.execPath, [...START, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
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
  it("prints the whole campaign as JSON, without settings or database: every step once, in order of time", async () => {
    const { out, code } = await run([...WHOLE, "--json"]);
    const rows = Rows.parse(JSON.parse(out));
    const [towns, steps, workdays] = [3, 10, 395];
    expect(code).to.equal(0);
    expect(rows).to.have.lengthOf((52 + 4 * towns) * steps + workdays);
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
    expect(lines.at(-1)).to.equal("共 34 条");
    for (const line of lines.slice(0, -1)) {
      const [before, words] = cut(line, 50);
      expect(before, line).to.match(/ {2}$/);
      expect(words).to.match(/^(内容|区|市|滨|甲|乙|丙|6月)/);
    }
  });

  it("prints a calendar that calendar programs take: CRLF, short lines, one event a push", async () => {
    const { out } = await run([...WHOLE, "--ics"]);
    const lines = out.split("\r\n");
    expect(lines.at(-1)).to.equal("");
    expect(lines.filter((line) => line.includes("\n") || Buffer.byteLength(line) > 75)).to.deep.equal([]);
    const events = out.replaceAll("\r\n ", "").split("BEGIN:VEVENT\r\n").slice(1);
    const uids = events.map((event) => /^UID:(.*)\r$/m.exec(event)?.[1]);
    expect(events).to.have.lengthOf(64 * 10 + 395);
    expect(new Set(uids).size).to.equal(events.length);
    expect(events.find((event) => event.includes("UID:duty-OB4-jyj-T+1@"))).to.include(
      "DTSTART:20211227T004000Z\r\n",
    );
  });

  const wrong: [args: string[], words: string][] = [
    [[], "--from 应是日期，例：2020-12-01"],
    [["--from", "2020-12-01"], "--to 应是日期，例：2022-07-15"],
    [["--from", "2021-02-29", "--to", "2021-03-01"], "--from 应是日期，例：2020-12-01（写的是“2021-02-29”）"],
    [["--from", "2021-03-02", "--to", "2021-03-01"], "--to（2021-03-01）早于 --from（2021-03-02），请对调"],
    [[...WHOLE, "--json", "--ics"], "--json 和 --ics 只能选一个"],
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
