import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect } from "chai";

const LONGEST = 200;

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

const sources = ["src", "cards", "migrations"].flatMap(files);
const textOf = (path: string) => readFileSync(path, "utf8");

/** Pure values and functions: no clock, no database, no `await`. */
const DOMAIN = [
  "src/campaign/definition.ts",
  "src/campaign/calendar.ts",
  "src/campaign/changes.ts",
  "src/campaign/bulletins.ts",
  "src/campaign/bulletin-rules.ts",
  "src/campaign/score-rules.ts",
  "src/campaign/moved.ts",
  "src/campaign/load.ts",
  "src/campaign/capacity.ts",
  "src/campaign/ladders.ts",
  "src/campaign/plan.ts",
  "src/campaign/postings.ts",
  "src/campaign/rungs.ts",
  "src/campaign/csv.ts",
  "src/enterprises/enterprise.ts",
  "src/seats/absence.ts",
  "src/seats/changes.ts",
  "src/seats/handing.ts",
  "src/seats/handover.ts",
  "src/seats/joining.ts",
  "src/seats/leave-text.ts",
  "src/tasks/task.ts",
  "src/tasks/comparison.ts",
  "src/tasks/extension.ts",
  "src/tasks/lowered.ts",
  "src/tasks/paper.ts",
  "src/tasks/supplement.ts",
  "src/tasks/light.ts",
  "src/tasks/report-text.ts",
  "src/campaign/hazard-rules.ts",
  "src/hazards/hazard.ts",
  "src/hazards/tracks.ts",
  "src/hazards/act.ts",
  "src/hazards/acts.ts",
  "src/hazards/acts-life.ts",
  "src/hazards/acts-major.ts",
  "src/hazards/acts-side.ts",
  "src/hazards/asked.ts",
  "src/hazards/life.ts",
  "src/hazards/verification.ts",
  "src/hazards/ending.ts",
  "src/hazards/grading.ts",
  "src/hazards/criteria.ts",
  "src/hazards/major.ts",
  "src/hazards/listing.ts",
  "src/hazards/enforcement.ts",
  "src/hazards/statistics.ts",
  "src/hazards/suspension.ts",
  "src/hazards/extension.ts",
  "src/hazards/transfer.ts",
  "src/hazards/clocks.ts",
  "src/hazards/drawing.ts",
  "src/hazards/filters.ts",
  "src/hazards/flags.ts",
  "src/hazards/counted.ts",
  "src/digest/figures.ts",
  "src/digest/lists.ts",
  "src/digest/progress.ts",
  "src/digest/unit-line.ts",
  "src/digest/percent.ts",
  "src/digest/bulletin.ts",
  "src/digest/bulletin-figures.ts",
  "src/digest/bulletin-duties.ts",
  "src/digest/interviews.ts",
  "src/files/cells.ts",
  "src/hazards/imported.ts",
  "src/ledger/book-words.ts",
  "src/ledger/cell-words.ts",
  "src/ledger/columns.ts",
  "src/ledger/sheet-rows.ts",
  "src/ledger/verdict.ts",
  "src/ledger/verdict-new.ts",
  "src/score/line.ts",
  "src/score/task-lines.ts",
  "src/score/hazard-lines.ts",
  "src/score/seat-lines.ts",
  "src/score/sums.ts",
  "src/score/score.ts",
];

/** Inner rings first: a file imports its own folder and any ring before its own. */
const RINGS: [name: string, test: (path: string) => boolean][] = [
  ["floor", (path) => /^src\/(errors|dates|env|clock|log)\.ts$/.test(path)],
  ["domain", (path) => DOMAIN.includes(path)],
  ["cards", (path) => path.startsWith("cards/") || path === "src/turn.ts"],
  ["machinery", (path) => /^(src\/(db|jobs)|migrations)\//.test(path)],
  ["campaign", (path) => /^src\/(campaign|enterprises|files|seats|archive)\//.test(path)],
  ["features", (path) => /^src\/(tasks|hazards|inspections|requests|tips|practices)\//.test(path)],
  ["readers", (path) => /^src\/(followup|digest|ledger|score)\//.test(path)],
  ["feishu", (path) => path.startsWith("src/feishu/")],
  ["bot", (path) => path.startsWith("src/bot/")],
  ["roof", (path) => path.startsWith("src/")],
];

const ringOf = (path: string) => RINGS.findIndex(([, test]) => test(path));

type Import = { from: string; to: string; typeOnly: boolean };

function importsOf(path: string): Import[] {
  const pattern = /(?:import|export)\s+(type\s+)?[^"';]*?from\s+"(\.[^"]+)"|import\(\s*"(\.[^"]+)"\s*\)/g;
  return [...textOf(path).matchAll(pattern)].map(([, type, stated, loaded]) => ({
    from: path,
    to: relative(".", resolve(dirname(path), stated ?? loaded ?? "")),
    typeOnly: type !== undefined,
  }));
}

const imports = sources.filter((path) => !path.startsWith("src/sandbox/page/")).flatMap(importsOf);
const folderOf = (path: string) => dirname(path);
const inWords = ({ from, to }: Import) => `${from} → ${to}`;

describe("the house", () => {
  it("keeps every file within 200 lines", () => {
    const long = sources.filter((path) => textOf(path).split("\n").length > LONGEST + 1);
    expect(long).to.deep.equal([]);
  });

  it("asks the system for the time in one file only", () => {
    const asking = sources.filter(
      (path) => path !== "src/clock.ts" && /Date\.now\(\)|new Date\(\)/.test(textOf(path)),
    );
    expect(asking).to.deep.equal([]);
  });

  it("imports only from its own folder and the rings before its own; types of pure files are free", () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (folderOf(from) === folderOf(to) || ringOf(to) <= ringOf(from)) return false;
      return !(typeOnly && (DOMAIN.includes(to) || ringOf(to) <= 2));
    });
    expect(wrong.map(inWords)).to.deep.equal([]);
  });

  it("never lets a feature or a reader import another", () => {
    const isFeature = (path: string) => RINGS[ringOf(path)]?.[0] === "features";
    const isReader = (path: string) => RINGS[ringOf(path)]?.[0] === "readers";
    const wrong = imports.filter(
      ({ from, to }) =>
        folderOf(from) !== folderOf(to) &&
        ((isFeature(from) && isFeature(to)) || (isReader(from) && isReader(to))),
    );
    expect(wrong.map(inWords)).to.deep.equal([]);
  });

  it("gives only the gate, the wiring and the sandbox something to send with", () => {
    const allowed = /^src\/(feishu\/|sandbox\/|verbs\/|bot\/(http|gate)\.ts|app\.ts|setting-out\.ts)/;
    const wrong = imports.filter(({ from, to }) => to.startsWith("src/feishu/") && !allowed.test(from));
    expect(wrong.map(inWords)).to.deep.equal([]);
  });

  it("treats the sandbox as another address: only the roof knows it", () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith("src/sandbox/") && !/^src\/(sandbox|verbs)\//.test(from),
    );
    expect(wrong.map(inWords)).to.deep.equal([]);
  });

  it("keeps the domain pure: no await, no database, no clock", () => {
    const impure = DOMAIN.filter((path) => /\bawait\b|\basync\b|typeorm|EntityManager/.test(textOf(path)));
    expect(impure).to.deep.equal([]);
  });
});
