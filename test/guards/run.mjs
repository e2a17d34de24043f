// Takes one guard out at a time, in a copy of the tree, and sees whether the tests named with it turn red.
// Arguments are parts of names: only the guards that have one of them are taken out.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { removals } from "./removals.mjs";

const PARTS = [
  "src",
  "cards",
  "migrations",
  "test",
  "config",
  "docs",
  "bin",
  "package.json",
  "tsconfig.json",
];
const MOCHA = "node_modules/mocha/bin/mocha.js";
const parts = process.argv.slice(2);
const chosen = removals.filter(
  ({ guard }) => parts.length === 0 || parts.some((part) => guard.includes(part)),
);
const dir = mkdtempSync(join(tmpdir(), "duban-guards-"));
for (const part of [...PARTS, "README.md"]) cpSync(part, join(dir, part), { recursive: true });
symlinkSync(resolve("node_modules"), join(dir, "node_modules"));

/** The first test that failed, `null` when all passed; a run without a test, or one that hangs, shows nothing. */
function firstRed([file, title]) {
  const how = ["--no-config", "--require", "tsx", "--exit", "--bail", "--timeout", "60000"];
  const what = ["--reporter", "test/guards/reporter.cjs", "--fgrep", title, file];
  const { stdout, error } = spawnSync(process.execPath, [MOCHA, ...how, ...what], {
    cwd: dir,
    env: { TEST_MYSQL_URL: "", ...process.env },
    timeout: 240_000,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = stdout.split("\n").findLast((each) => each.startsWith('{"passes"'));
  if (error || !line) return { trouble: error ? "hung" : "did not run" };
  const { passes, failures } = JSON.parse(line);
  if (passes + failures.length === 0) return { trouble: "no test has this name" };
  return { red: failures[0] ?? null };
}

const begun = Date.now();
const green = new Map();
const missed = [];

/** What is red before anything is taken out shows nothing. */
function isGreen(caughtBy) {
  const name = JSON.stringify(caughtBy);
  if (!green.has(name)) green.set(name, firstRed(caughtBy).red === null);
  return green.get(name);
}

function takeOut({ file, find, put, caughtBy }) {
  const path = join(dir, file);
  const whole = readFileSync(path, "utf8");
  if (whole.split(find).length !== 2) return { trouble: `not found once in ${file}` };
  if (!isGreen(caughtBy)) return { trouble: "its tests are red, or none, with the guard in place" };
  writeFileSync(
    path,
    whole.replace(find, () => put),
  );
  const outcome = firstRed(caughtBy);
  writeFileSync(path, whole);
  return outcome;
}

for (const removal of chosen) {
  const from = Date.now();
  const { red = null, trouble } = takeOut(removal);
  const seconds = Math.round((Date.now() - from) / 1_000);
  if (!red) missed.push(removal.guard);
  console.log(
    JSON.stringify({
      guard: removal.guard,
      ...(red ? { caught: red } : { MISSED: trouble ?? true }),
      seconds,
    }),
  );
}
rmSync(dir, { recursive: true, force: true });
const seconds = Math.round((Date.now() - begun) / 1_000);
console.log(
  JSON.stringify({
    run: "guards",
    removals: chosen.length,
    caught: chosen.length - missed.length,
    missed,
    seconds,
  }),
);
process.exitCode = missed.length === 0 && chosen.length > 0 ? 0 : 1;
