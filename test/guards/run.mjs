// Takes one guard out at a time, in a copy of the tree, and sees whether the tests named with it turn red.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { removals } from "./removals.mjs";

const only = process.argv[2] ?? "";
const dir = mkdtempSync(join(tmpdir(), "duban-guards-"));
for (const part of [
  "src",
  "cards",
  "migrations",
  "test",
  "config",
  "docs",
  "bin",
  "package.json",
  "tsconfig.json",
  "README.md",
])
  cpSync(part, join(dir, part), { recursive: true });
symlinkSync(resolve("node_modules"), join(dir, "node_modules"));

const missed = [];
for (const { guard, file, find, put, caughtBy } of removals.filter((each) => each.guard.includes(only))) {
  const path = join(dir, file);
  const whole = readFileSync(path, "utf8");
  if (!whole.includes(find)) {
    missed.push(`${guard} (not found in ${file})`);
    console.log(`?  ${guard}`);
    continue;
  }
  writeFileSync(
    path,
    whole.replace(find, () => put),
  );
  const [command, ...args] = caughtBy;
  const { status } = spawnSync(command, args, { cwd: dir, timeout: 240_000, stdio: "ignore" });
  writeFileSync(path, whole);
  const caught = status !== 0;
  if (!caught) missed.push(guard);
  console.log(`${caught ? "caught" : "MISSED"}  ${guard}`);
}
rmSync(dir, { recursive: true, force: true });
console.log(JSON.stringify({ run: "guards", removals: removals.length, missed }));
process.exitCode = missed.length === 0 ? 0 : 1;
