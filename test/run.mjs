// Everything that `npm test` stands for, in one place: what was skipped is named, and REQUIRE_ALL=1 makes it a failure.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";

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
let failures = 0;
let passes = 0;

function run(name, command, args) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  if (status === 0) passes += 1;
  else failures += 1;
}

/** Tests run as a build would: a compiler in each process would take more time than most of them. */
const COMPILED = ".tested";
rmSync(COMPILED, { recursive: true, force: true });
run("types", "npx", ["tsc", "-p", "tsconfig.json", "--outDir", COMPILED]);
run("types of the chat page", "npx", ["tsc", "-p", "src/sandbox/page/tsconfig.json"]);
run("format", "npx", ["oxfmt", "--check", "src", "cards", "migrations", "test", "bench", "bin"]);
run("lint", "npx", ["oxlint", "--type-aware", "--deny-warnings", "src", "cards", "migrations", "test"]);

/** Half of the time there is, in few tests that reckon or wait for processes of their own: they run beside the others. */
const BESIDE = [
  "test/cards/hostile.test.ts",
  "test/gates/*.test.ts",
  "test/hazards/model.test.ts",
  "test/laws/laws.test.ts",
  "test/process/*.test.ts",
];

/** Whoever has counted and does not end is ended. */
const HANGS_MS = 30_000;

/** What a test run by hand has too; but nothing is compiled on the way. */
const { timeout } = JSON.parse(readFileSync(".mocharc.json", "utf8"));
const compiled = (file) => `${COMPILED}/${file.replace(/\.ts$/, ".js")}`;
const OPTIONS = [
  "--no-config",
  `--timeout=${timeout}`,
  `--require=./${compiled("test/stores.ts")}`,
  "--reporter=test/reporter.cjs",
];

/** Started without npx: the reporter's counts come back on a channel of their own, which npx would not pass on. */
function mocha({ files, except = [] }, out) {
  const chosen = [...files.map(compiled), ...except.flatMap((file) => ["--ignore", compiled(file)])];
  const child = spawn(
    process.execPath,
    ["--enable-source-maps", "node_modules/mocha/bin/mocha.js", ...OPTIONS, ...chosen],
    { stdio: ["ignore", out, out, "pipe"], env },
  );
  const heard = { said: "", counted: "" };
  // A character may arrive in two pieces: the stream puts it together.
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (chunk) => (heard.said += chunk));
  child.stdio[3].setEncoding("utf8").on("data", (chunk) => {
    heard.counted += chunk;
    // A test that failed may have left something open.
    setTimeout(() => child.kill("SIGKILL"), HANGS_MS).unref();
  });
  return new Promise((ended) => child.once("close", (status) => ended({ status, ...heard })));
}

console.log("\n== tests");
const beside = mocha({ files: BESIDE }, "pipe");
const ends = [await mocha({ files: ["test/**/*.test.ts"], except: BESIDE }, "inherit"), await beside];
console.log(ends[1].said);
for (const { status, counted } of ends) {
  const { passes: passed, failures: failed } = counted ? JSON.parse(counted) : { passes: 0, failures: 1 };
  passes += passed;
  failures += failed;
  if (status !== 0 && failed === 0) failures += 1;
}

for (const each of skipped) console.log(`skipped: ${each}`);
if (process.env.REQUIRE_ALL === "1") failures += skipped.length;
console.log(`${passes} passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
