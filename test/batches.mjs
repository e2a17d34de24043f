// The tests in batches, two at a time: most wait for a database or for a process of their own, and one line of them would
// leave half of the machine idle; more than two would make each of them slow.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statfsSync } from "node:fs";

export const COMPILED = ".tested";

/** What takes minutes comes first, each by itself: nothing waits for it at the end. */
const LONG = [
  "test/gates/faults.test.ts",
  "test/process/kill.test.ts",
  "test/laws/laws.test.ts",
  "test/cards/hostile.test.ts",
  "test/process/two.test.ts",
  "test/journeys/import.test.ts",
  "test/hazards/model.test.ts",
  "test/bench/smoke.test.ts",
];
const BATCHES = 9;
const AT_ONCE = 2;

/** Whoever has counted and does not end is ended. */
const HANGS_MS = 30_000;
const LAST_WORDS = 2_000;

/** What a test run by hand has too; but nothing is compiled on the way. */
const { timeout } = JSON.parse(readFileSync(".mocharc.json", "utf8"));
const compiled = (file) => `${COMPILED}/${file.replace(/\.ts$/, ".js")}`;
const OPTIONS = [
  "--no-config",
  `--timeout=${timeout}`,
  `--require=./${compiled("test/stores.ts")}`,
  "--reporter=test/reporter.cjs",
];

/** Every test file once, those of one folder dealt out to all batches. */
function batches() {
  const others = readdirSync("test", { recursive: true })
    .map((name) => `test/${name}`)
    .filter((file) => file.endsWith(".test.ts") && !LONG.includes(file))
    .toSorted();
  const dealt = Array.from({ length: BATCHES }, (_, at) =>
    others.filter((_file, place) => place % BATCHES === at),
  );
  return [...LONG.map((file) => [file]), ...dealt];
}

const SHARED_MEMORY = "/dev/shm";
const ROOM_BYTES = 2 * 1024 ** 3;

/** The tests' databases live for seconds: where memory can hold them, no disk is asked to flush each of their commits. */
function scratch() {
  try {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    return bavail * bsize > ROOM_BYTES ? { TMPDIR: SHARED_MEMORY } : {};
  } catch {
    return {};
  }
}

/** Started without npx: the reporter's counts come back on a channel of their own, which npx would not pass on. */
function mocha(files, env) {
  const child = spawn(
    process.execPath,
    ["--enable-source-maps", "node_modules/mocha/bin/mocha.js", ...OPTIONS, ...files.map(compiled)],
    { stdio: ["ignore", "pipe", "pipe", "pipe"], env },
  );
  const heard = { said: "", counted: "" };
  // A character may arrive in two pieces: the stream puts it together.
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk) => (heard.said += chunk));
  child.stdio[3].setEncoding("utf8").on("data", (chunk) => {
    heard.counted += chunk;
    // A test that failed may have left something open.
    setTimeout(() => child.kill("SIGKILL"), HANGS_MS).unref();
  });
  return new Promise((ended) => child.once("close", (status) => ended({ status, ...heard })));
}

/** What a batch came to. One that found no failure and yet ended badly is itself a failure, by the names of its files. */
function outcome({ status, said, counted }, files) {
  const { passes, failed } = counted ? JSON.parse(counted) : { passes: 0, failed: [] };
  const unwell = { title: `${files.join(" ")} ended with ${status}`, why: said.slice(-LAST_WORDS) };
  return { passes, failed: status === 0 || failed.length > 0 ? failed : [unwell] };
}

/** Runs all tests, each batch's words in one piece. `failed` has title and reason of each failure, to be told last. */
export async function runTests(env) {
  const waiting = batches();
  const settled = { ...scratch(), ...env };
  /** @type {{ passes: number, failed: { title: string, why: string }[] }} */
  const sum = { passes: 0, failed: [] };
  const work = async () => {
    for (let files = waiting.shift(); files; files = waiting.shift()) {
      const ended = await mocha(files, settled);
      console.log(ended.said);
      const { passes, failed } = outcome(ended, files);
      sum.passes += passes;
      sum.failed.push(...failed);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sum;
}
