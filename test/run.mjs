// Everything that `npm test` stands for, in one place: what was skipped is named, and REQUIRE_ALL=1 makes it a failure.
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import net from "node:net";
import { COMPILED, runTests } from "./batches.mjs";

const mysqlUrl = new URL(process.env.TEST_MYSQL_URL ?? "mysql://root@127.0.0.1:3306/");
const chromium = ["/usr/bin/chromium", "/usr/bin/google-chrome", process.env.CHROMIUM_PATH].find(
  (path) => path && existsSync(path),
);
const answers = await new Promise((resolve) => {
  const socket = net.connect(Number(mysqlUrl.port || 3306), mysqlUrl.hostname);
  const end = (there) => {
    socket.destroy();
    resolve(there);
  };
  socket
    .once("connect", () => end(true))
    .once("error", () => end(false))
    .setTimeout(2000, () => end(false));
});

const skipped = [];
if (!answers)
  skipped.push(`journeys on MySQL/MariaDB (nothing answers at ${mysqlUrl.host}; set TEST_MYSQL_URL)`);
if (!chromium) skipped.push("browser tests (no Chromium; set CHROMIUM_PATH)");

const env = {
  ...process.env,
  TEST_MYSQL_URL: answers ? mysqlUrl.href : "",
  CHROMIUM_PATH: chromium ?? "",
};
let passes = 0;
/** @type {{ title: string, why: string }[]} */
const failed = [];

function run(name, command, args) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  if (status === 0) passes += 1;
  else failed.push({ title: name, why: "its words stand above" });
}

// Tests run as a build would: a compiler in each of their processes would take more time than most of them.
rmSync(COMPILED, { recursive: true, force: true });
run("types", "npx", ["tsc", "-p", "tsconfig.json", "--outDir", COMPILED]);
run("types of the chat page", "npx", ["tsc", "-p", "src/sandbox/page/tsconfig.json"]);
run("format", "npx", ["oxfmt", "--check", "src", "cards", "migrations", "test", "bench", "bin"]);
run("lint", "npx", ["oxlint", "--type-aware", "--deny-warnings", "src", "cards", "migrations", "test"]);

console.log("\n== tests");
const tested = await runTests(env);
passes += tested.passes;
failed.push(...tested.failed);

// Last, for a log is often kept by its end.
for (const { title, why } of failed) console.log(`\nfailed: ${title}\n${why}`);
for (const each of skipped) console.log(`skipped: ${each}`);
const failures = failed.length + (process.env.REQUIRE_ALL === "1" ? skipped.length : 0);
console.log(`${passes} passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
