import { createConnection } from "mysql2/promise";
import { z } from "zod";
import { startServer, type Child } from "./child.ts";
import { closedLoop, openLoop, type Reply } from "./load.ts";
import { inPairs, percentile, type Options, type Result } from "./measure.ts";
import { liveAhead, message, report, type Card, type Sealed } from "./requests.ts";
import { withDatabase } from "./database.ts";

const PEOPLE = 200;
const A_SECOND = 300;

const many = (count: number, make: () => Sealed): Sealed[] => Array.from({ length: count }, make);

/** Requests a second; each must have been answered 200. */
async function rateOf({ url, ahead }: Child, make: () => Sealed, count: number): Promise<number> {
  liveAhead(ahead);
  const { rate, replies } = await closedLoop(url, many(count, make));
  const bad = replies.filter(({ status }) => status !== 200);
  if (bad.length > 0) throw new Error(`${bad.length} of ${count} answered ${bad[0]?.status} ${bad[0]?.body}`);
  return rate;
}

const text = () => message(PEOPLE);

/** Our gate against the SDK's adapter, both with nothing behind them. */
export async function gate(options: Options): Promise<Result> {
  await using a = await startServer("sdk");
  await using b = await startServer("gate");
  const count = options.smoke ? 500 : 6_000;
  const {
    a: sdk,
    b: ours,
    ...rest
  } = await inPairs(
    () => rateOf(a, text, count),
    () => rateOf(b, text, count),
    options,
  );
  return {
    bench: "gate",
    unit: "requests/s",
    sdk,
    ours,
    ...rest,
    must: "ratio ≥ 1.5",
    holds: rest.ratio.median >= 1.5,
  };
}

/** Gate and durable inbox on MariaDB against the adapter, which stores nothing. */
export const event = (options: Options): Promise<Result> =>
  withDatabase(async (database) => {
    await using a = await startServer("sdk");
    await using b = await startServer("bot", database);
    const count = options.smoke ? 300 : 3_000;
    const {
      a: sdk,
      b: ours,
      ...rest
    } = await inPairs(
      () => rateOf(a, text, count),
      () => rateOf(b, text, count),
      options,
    );
    const kept = await rowsIn(database);
    return {
      bench: "event",
      unit: "requests/s",
      sdk,
      ours,
      ...rest,
      kept,
      must: "ratio ≥ 0.5",
      holds: rest.ratio.median >= 0.5,
    };
  });

const Counted = z.tuple([z.array(z.object({ count: z.coerce.number() })), z.unknown()]);

async function rowsIn(database: string): Promise<number> {
  const connection = await createConnection(database);
  const [[row]] = Counted.parse(await connection.query("SELECT COUNT(*) AS count FROM inbox"));
  await connection.end();
  return row?.count ?? 0;
}

/** Presses one after the other on each card, many cards at once: each is a real report at its version. */
const press = (cards: Card[]) => {
  let at = 0;
  return () => {
    at += 1;
    const card = cards[at % cards.length]!;
    const request = report(card);
    card.rev += 1;
    return request;
  };
};

const isDone = ({ status, body }: Reply): boolean => status === 200 && body.includes('"type":"success"');

/** As people press: hardly anybody presses again before being answered, and the card shows what the last press came to. */
const patient = (cards: readonly Card[]) => {
  const free = [...cards];
  let impatient = 0;
  return () => {
    const card = free.shift() ?? cards[(impatient += 1) % cards.length]!;
    const told = (reply: Reply) => {
      if (isDone(reply)) card.rev += 1;
      free.push(card);
    };
    return { request: report(card), told };
  };
};

const timesOf = (replies: readonly Reply[]) => {
  const times = replies.map(({ ms }) => ms);
  return {
    p50_ms: Math.round(percentile(times, 0.5)),
    p99_ms: Math.round(percentile(times, 0.99)),
    max_ms: Math.round(Math.max(0, ...times)),
  };
};

/** The whole press: gate, one transaction with every write, the answer with its card. */
export const click = (options: Options): Promise<Result> =>
  withDatabase(async (database) => {
    await using a = await startServer("sdk");
    await using b = await startServer("bot", database);
    const count = options.smoke ? 200 : 1_000;
    const {
      a: sdk,
      b: ours,
      ...rest
    } = await inPairs(
      () => rateOf(a, text, count * 4),
      () => rateOf(b, press(b.cards), count),
      options,
    );
    return {
      bench: "click",
      unit: "presses/s",
      sdk,
      ours,
      ...rest,
      must: "ratio ≥ 0.12",
      holds: rest.ratio.median >= 0.12,
    };
  });

/** So long at half the pace first: a process that has just started spends its time on compiling what it runs. */
const WARM_SECONDS = 30;

/** Presses at a steady pace whatever becomes of them, in a process that serves already; nothing may be lost or done twice. */
export const p99 = (options: Options): Promise<Result> =>
  withDatabase(async (database) => {
    await using b = await startServer("bot", database, 900);
    liveAhead(b.ahead);
    const [warm, seconds] = options.smoke ? [1, 3] : [WARM_SECONDS, 60];
    const pressing = (lasting: number, pace: number) =>
      openLoop(b.url, lasting * pace, pace, patient(b.cards));
    const before = (await pressing(warm, A_SECOND / 2)).filter(isDone);
    const replies = await pressing(seconds, A_SECOND);
    const [done, undone] = [replies.filter(isDone), replies.filter((reply) => !isDone(reply))];
    const kept = (await rowsIn(database)) - before.length;
    const figures = timesOf(replies);
    return {
      bench: "p99",
      presses_a_second: A_SECOND,
      seconds,
      warm: { seconds: warm, done: before.length, ...timesOf(before) },
      done: done.length,
      kept,
      lost: done.length - Math.min(done.length, kept),
      undone: undone.length,
      ...figures,
      of_done: timesOf(done),
      of_undone: timesOf(undone),
      must: "p99 ≤ 300 ms at 300/s for a minute",
      holds: figures.p99_ms <= 300 && undone.length === 0,
    };
  });
