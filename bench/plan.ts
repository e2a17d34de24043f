import { createConnection } from "mysql2/promise";
import { z } from "zod";
import { runBundled } from "./bundled.ts";
import { withDatabase } from "./database.ts";
import { inPairs, secondsOf, type Options, type Result } from "./measure.ts";

const TASKS = 100_000;
const ROWS = 20_000;
const TOGETHER = 100;
const MOST_S = 60;
const MOST_MB = 256;
/** Where memory is plenty V8 takes more of it than it needs: it gets what leaves the process within the promise. */
const HEAP = ["--max-old-space-size=192", "--max-semi-space-size=8"];

const Planned = z.object({
  seconds: z.number(),
  pushes: z.number(),
  again_s: z.number(),
  peak_mb: z.number(),
});
const Sent = z.object({ cards: z.number(), seconds: z.number(), again_s: z.number(), peak_mb: z.number() });

/** Rows a second of bare inserts of a hundred rows, each a commit. */
async function insertRows(url: string, count: number): Promise<number> {
  const connection = await createConnection(url);
  await connection.query(
    "CREATE TABLE IF NOT EXISTS reminder (id INT AUTO_INCREMENT PRIMARY KEY, subject VARCHAR(80), step VARCHAR(8), on_day VARCHAR(10), words VARCHAR(200))",
  );
  const row = ["duty:W0:u12345", "T-5", "2021-06-18", "单位12345：报送第一次工作进展情况，还剩5个工作日"];
  const seconds = await secondsOf(async () => {
    for (let left = count; left > 0; left -= TOGETHER)
      await connection.query("INSERT INTO reminder (subject, step, on_day, words) VALUES ?", [
        Array.from({ length: TOGETHER }, () => row),
      ]);
  });
  await connection.end();
  return count / seconds;
}

/** What four mornings ask of a hundred thousand tasks, in a process of its own, beside bare inserts of as many rows. */
export const plan = ({ pairs, smoke }: Options): Promise<Result> =>
  withDatabase(async (url) => {
    const tasks = smoke ? 1_000 : TASKS;
    const runs: z.infer<typeof Planned>[] = [];
    const planner = async () => {
      const run = Planned.parse(await runBundled("plan-child", [String(tasks)], HEAP));
      runs.push(run);
      return run.pushes / run.seconds;
    };
    const measured = await inPairs(() => insertRows(url, smoke ? 1_000 : ROWS), planner, { pairs, smoke });
    const { a: raw_rows_per_s, b: reminders_per_s, ...rest } = measured;
    const seconds = Number(Math.max(...runs.map((run) => run.seconds)).toFixed(2));
    const again_s = Number(Math.max(...runs.map((run) => run.again_s)).toFixed(2));
    const peak_mb = Math.max(...runs.map((run) => run.peak_mb));
    const reminders = runs[0]?.pushes;
    return {
      bench: "plan",
      tasks,
      reminders,
      seconds,
      again_s,
      peak_mb,
      raw_rows_per_s,
      reminders_per_s,
      ...rest,
      must: `10^5 tasks × 4 reminders planned in ≤ ${MOST_S} s and ≤ ${MOST_MB} MB`,
      holds: smoke ? null : reminders === TASKS * 4 && seconds <= MOST_S && peak_mb <= MOST_MB,
    };
  });

/** The same mornings by the whole path: tasks read, merged into one card a person, and written to the outbox of SQLite. */
export async function mornings({ smoke }: Options): Promise<Result> {
  const tasks = smoke ? 100 : 1_000;
  const { seconds, again_s, ...rest } = Sent.parse(await runBundled("mornings-child", [String(tasks)]));
  return {
    bench: "mornings",
    tasks,
    seconds: Number(seconds.toFixed(2)),
    quiet_minute_s: Number(again_s.toFixed(3)),
    ...rest,
    must: "reported",
    holds: null,
  };
}
