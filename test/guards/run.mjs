// Takes one guard out at a time, in a copy of the tree, and sees whether the test named with it turns red.
// Arguments are parts of names: only the guards that have one of them are taken out. Two copies work side by side.
// `--store mysql` looks at the tests on MySQL/MariaDB alone, and names the guards whose tests know only SQLite.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { removals } from "./removals.mjs";

const COPIES = 2;
const HUNG_MS = 240_000;
const MOCHA = "node_modules/mocha/bin/mocha.js";
const PARTS = ["src", "cards", "migrations", "test", "config", "docs", "bin"];
const FILES = ["package.json", "tsconfig.json", "README.md"];

const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { store: { type: "string" } },
});
const onServer = values.store === "mysql";
const SERVER = process.env.TEST_MYSQL_URL || "mysql://root@127.0.0.1:3306/";
const chosen = removals.filter(({ guard }) => !asked.length || asked.some((part) => guard.includes(part)));

function copyTree() {
  const dir = mkdtempSync(join(tmpdir(), "duban-guards-"));
  for (const part of [...PARTS, ...FILES]) cpSync(part, join(dir, part), { recursive: true });
  symlinkSync(resolve("node_modules"), join(dir, "node_modules"));
  return dir;
}

const escaped = (title) => title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const titled = (title) => (onServer ? ["--grep", `MySQL/MariaDB.*${escaped(title)}`] : ["--fgrep", title]);

/** The first test that failed, `null` when all passed; a run without a test, or one that hangs, shows nothing. */
async function firstRed(dir, [file, title]) {
  const how = [
    "--no-config",
    ...["tsx", "./test/stores.ts", "./test/guards/patient.cjs"].flatMap((each) => ["--require", each]),
  ];
  const what = ["--reporter", "test/guards/reporter.cjs", "--timeout", "0", ...titled(title), file];
  const child = spawn(process.execPath, [MOCHA, ...how, "--exit", "--bail", ...what], {
    cwd: dir,
    env: { TEST_MYSQL_URL: "", ...process.env, ...(onServer ? { TEST_MYSQL_URL: SERVER } : {}) },
    stdio: ["ignore", "pipe", "ignore"],
    timeout: HUNG_MS,
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  const signal = await new Promise((ended) => child.once("close", (_code, by) => ended(by)));
  const line = said.split("\n").findLast((each) => each.startsWith('{"passes"'));
  if (signal || !line) return { trouble: signal ? "hung" : "did not run" };
  const { passes, failures } = JSON.parse(line);
  if (passes + failures.length === 0) return { trouble: NO_TEST };
  return { red: failures[0] ?? null };
}

const NO_TEST = "no test has this name";
const green = new Map();

/** What is red before anything is taken out shows nothing. */
function before(dir, caughtBy) {
  const name = JSON.stringify(caughtBy);
  if (!green.has(name)) green.set(name, firstRed(dir, caughtBy));
  return green.get(name);
}

async function takeOut(dir, { file, find, put, caughtBy }) {
  const path = join(dir, file);
  const whole = readFileSync(path, "utf8");
  if (whole.split(find).length !== 2) return { trouble: `not found once in ${file}` };
  const { red, trouble } = await before(dir, caughtBy);
  if (onServer && trouble === NO_TEST) return { elsewhere: true };
  if (red !== null) return { trouble: `with the guard in place: ${trouble ?? red}` };
  writeFileSync(
    path,
    whole.replace(find, () => put),
  );
  const outcome = await firstRed(dir, caughtBy);
  writeFileSync(path, whole);
  return outcome;
}

const missed = [];
const elsewhere = [];
const waiting = [...chosen];

async function work() {
  const dir = copyTree();
  for (let removal = waiting.shift(); removal; removal = waiting.shift()) {
    const from = Date.now();
    const { red, trouble = "all passed", elsewhere: isElsewhere } = await takeOut(dir, removal);
    if (isElsewhere) {
      elsewhere.push(removal.guard);
      continue;
    }
    const seconds = Math.round((Date.now() - from) / 1_000);
    if (!red) missed.push(removal.guard);
    const seen = red ? { caught: red } : { MISSED: trouble };
    console.log(JSON.stringify({ guard: removal.guard, ...seen, seconds }));
  }
  rmSync(dir, { recursive: true, force: true });
}

const begun = Date.now();
await Promise.all(Array.from({ length: COPIES }, work));
const seconds = Math.round((Date.now() - begun) / 1_000);
const taken = chosen.length - elsewhere.length;
const where = onServer ? { store: "mysql", onlyOnSqlite: elsewhere } : {};
const figures = { removals: taken, caught: taken - missed.length, missed };
console.log(JSON.stringify({ run: "guards", ...where, ...figures, seconds }));
process.exitCode = missed.length === 0 && chosen.length > 0 ? 0 : 1;
