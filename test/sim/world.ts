import type { DataSource } from "typeorm";
import { sealHistory } from "../../src/campaign/chain.ts";
import { stoppedClock, type Clock } from "../../src/clock.ts";
import { openDatabase } from "../../src/db/database.ts";
import { openDoor, type Door } from "../../src/db/door.ts";
import { drawIdsFrom } from "../../src/db/ids.ts";
import type { Log } from "../../src/log.ts";
import { peopleOf } from "../../src/sandbox/people.ts";
import { openPlatform, type Platform } from "../../src/sandbox/platform.ts";
import type { Answer } from "../../src/sandbox/pusher.ts";
import { TABLES } from "../../src/tables.ts";
import { APP, GROUP } from "../house.ts";
import { bytesOf, openChance, type Chance } from "./chance.ts";
import type { Told } from "./judge.ts";
import { calm, weatherOf, type Weather } from "./faults.ts";
import { as, startReplica, type Replica } from "./replica.ts";
import type { Template } from "./template.ts";

/** One run's whole world: a clock, a database, a Feishu, some replicas, and one source of chance. */
export type World = {
  template: Template;
  chance: Chance;
  weather: Weather;
  clock: Clock;
  db: DataSource;
  door: Door;
  platform: Platform;
  replicas: Replica[];
  isWatched: boolean;
  told: Told[];
  said: string[];
  log: Log;
  steps: Map<string, number>;
  kills: Map<string, number>;
  storeIsDown(): boolean;
  feishuIsDown(): boolean;
  /** Nobody answers until then. */
  takeDown(what: "store" | "feishu", until: Date): void;
  /** Does something when the clock has moved on. */
  later(work: () => void): void;
  /** Lets others go first, now and then. */
  shuffle(): Promise<void>;
  moveTo(instant: Date): void;
  close(): Promise<void>;
};

const HOUR_MS = 60 * 60_000;
/** In the morning, before the digest, in the evening. */
const HOURS = [0, 0, 8.3, 9.5];

type Pushed = { header: { event_id: string; event_type: string }; event: Record<string, unknown> };

/**
 * A world without faults and with so many replicas, so many hours after its template, for what is to be looked at by
 * itself. Where nobody watches the steps of its replicas none is followed: that costs each promise of theirs.
 */
export type Calm = { replicas: number; hour?: number; isWatched?: boolean };

export async function openWorld(template: Template, seed: number, calmly?: Calm): Promise<World> {
  const chance = openChance(seed);
  drawIdsFrom(bytesOf(chance));
  const clock = stoppedClock(
    new Date(template.beginsAt.getTime() + (calmly?.hour ?? chance.pick(HOURS) ?? 0) * HOUR_MS),
  );
  const { file, remove } = template.copy();
  const db = await openDatabase(`sqlite:${file}`, TABLES);
  await db.query("PRAGMA synchronous = OFF");
  const said: string[] = [];
  const note = (...words: unknown[]) => void said.push(JSON.stringify(words));
  const log: Log = { error: note, warn: note, info: note };
  const down = { store: 0, feishu: 0 };
  const waiting: { at: number; work: () => void }[] = [];
  const replicas: Replica[] = [];
  const told: Told[] = [];

  /** A push goes to one replica, or to two. */
  async function deliver(pushed: object): Promise<Answer | null> {
    const { header, event } = pushed as Pushed;
    const envelope = { eventId: header.event_id, type: header.event_type, body: event };
    const times = chance.is(world.weather.pushTwice) ? 2 : 1;
    const answers: (object | null)[] = [];
    const once = async () => {
      const replica = chance.pick(replicas.filter(({ alive }) => alive));
      const answer = replica ? await as(world, replica, () => replica.app.receive(envelope)) : null;
      const { alive = false } = replica ?? {};
      const heard = alive ? answer : null;
      told.push({ eventId: header.event_id, type: header.event_type, event, answer: heard });
      answers.push(heard);
    };
    await Promise.all(Array.from({ length: times }, once));
    const answer = answers.find((each) => each !== null);
    return answer ? { status: 200, body: { ...answer } } : { status: 503, body: {} };
  }

  const world: World = {
    template,
    chance,
    weather: calmly ? calm() : weatherOf(chance),
    clock,
    db,
    door: openDoor(db, sealHistory),
    platform: openPlatform(
      {
        ...APP,
        clock,
        people: peopleOf(template.house.campaigns[0]!, template.house.roster),
        groups: [{ chatId: GROUP, name: "联席会议群" }],
      },
      deliver,
      () => undefined,
    ),
    replicas,
    isWatched: calmly?.isWatched ?? true,
    told,
    said,
    log,
    steps: new Map(),
    kills: new Map(),
    storeIsDown: () => clock.now().getTime() < down.store,
    feishuIsDown: () => clock.now().getTime() < down.feishu,
    takeDown: (what, until) => {
      down[what] = until.getTime();
    },
    later: (work) => void waiting.push({ at: clock.now().getTime() + chance.below(50_000), work }),
    shuffle: async () => {
      for (let yields = chance.below(4); yields > 0; yields -= 1) await Promise.resolve();
    },
    moveTo: (instant) => {
      for (const each of waiting.filter(({ at }) => at <= instant.getTime())) {
        waiting.splice(waiting.indexOf(each), 1);
        each.work();
      }
      clock.moveTo(instant);
    },
    close: async () => {
      await db.destroy();
      remove();
    },
  };
  if (calmly) {
    for (let left = calmly.replicas; left > 0; left -= 1) replicas.push(startReplica(world, 0));
    return world;
  }
  if (chance.is(0.3)) world.platform.state.rules.repeats = "busy";
  if (chance.is(0.2)) world.platform.state.rules.unreadable.add(GROUP);
  const skews = chance.is(0.3) ? [0, -2_000, 1_500, 10_000] : [0, 0, 0, 0];
  for (let left = 1 + chance.below(3); left > 0; left -= 1)
    replicas.push(startReplica(world, skews[left] ?? 0));
  return world;
}
