import { createConnection } from "mysql2/promise";
import { z } from "zod";
import { startServer, type Child } from "./child.ts";
import { withDatabase } from "./database.ts";
import { closedLoop } from "./load.ts";
import { inPairs, secondsOf, type Options, type Result } from "./measure.ts";
import { liveAhead, message } from "./requests.ts";

const MANY = 4;
const PEOPLE = 200;
const Counted = z.tuple([z.array(z.object({ count: z.coerce.number() })), z.unknown()]);

/** Events a second that so many replicas store between them. */
async function rateOf(replicas: readonly Child[], count: number): Promise<number> {
  liveAhead(replicas[0]?.ahead ?? 0);
  const share = Math.floor(count / replicas.length);
  const loads = replicas.map(({ url }) => ({
    url,
    requests: Array.from({ length: share }, () => message(PEOPLE)),
  }));
  const seconds = await secondsOf(() =>
    Promise.all(
      loads.map(async ({ url, requests }) => {
        const { replies } = await closedLoop(url, requests);
        const bad = replies.find(({ status }) => status !== 200);
        if (bad) throw new Error(`answered ${bad.status} ${bad.body}`);
      }),
    ),
  );
  return (share * replicas.length) / seconds;
}

async function keptIn(url: string): Promise<number> {
  const connection = await createConnection(url);
  const [[row]] = Counted.parse(await connection.query("SELECT COUNT(*) AS count FROM inbox"));
  await connection.end();
  return row?.count ?? 0;
}

/** One replica against four on the same two cores and one database: what comes in is stored once, whoever takes it. */
export const replicas = (options: Options): Promise<Result> =>
  withDatabase(async (url) => {
    const all: Child[] = [];
    for (let left = MANY; left > 0; left -= 1) all.push(await startServer("bot", url, 20));
    const count = options.smoke ? 200 : 2_000;
    let sent = 0;
    const storedBy = (some: readonly Child[]) => async () => {
      sent += count;
      return rateOf(some, count);
    };
    const { a: one, b: four, ...rest } = await inPairs(storedBy(all.slice(0, 1)), storedBy(all), options);
    for (const each of all) await each[Symbol.asyncDispose]();
    const doubled = (await keptIn(url)) - sent;
    const figures = { unit: "events/s", one, four, ...rest, sent, doubled };
    return {
      bench: "replicas",
      ...figures,
      must: "reported; ratio ≥ 0.9 and none doubled are aimed at",
      holds: null,
    };
  });
