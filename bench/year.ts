import { addDays, instantOf, type Day } from "../src/dates.ts";
import { nextStop, plannedStops, settle } from "../src/walk.ts";
import { openTemplate } from "../test/sim/template.ts";
import { openWorld, type World } from "../test/sim/world.ts";
import { secondsOf, type Options, type Result } from "./measure.ts";
import { found } from "./year/hazard-life.ts";
import { yearHouse } from "./year/house.ts";
import { lookBackAll } from "./year/looking-back.ts";
import { onLeave, UNREACHABLE } from "./year/people.ts";
import { openPushes, type Pushes } from "./year/pushes.ts";
import { figuresOf, tell } from "./year/report.ts";
import { openReplay, type Replay } from "./year/replay.ts";
import { openStage, type Stage } from "./year/stage.ts";
import { planTasks } from "./year/task-life.ts";

const FIRST: Day = "2020-12-01";
const LONG = { hazards: 3_000, last: "2021-11-30" };
const SMOKE = { hazards: 6, last: "2020-12-08" };
const SEED = 2021;
const OUT_OF_RANGE = 230013;
const MOST_SECONDS = 60 * 60;

type Size = typeof LONG;

/** The whole year, a week of it, or its beginning as it would be in the whole. */
const sizeOf = ({ smoke, until }: Options): Size => {
  if (smoke) return SMOKE;
  if (until === undefined) return LONG;
  const [part, all] = [until, LONG.last].map((last) => Date.parse(last) - Date.parse(FIRST));
  return { hazards: Math.round((LONG.hazards * part!) / all!), last: until };
};

/** Told to stop, it ends with the day that is being played, and reports so far. */
function listen(): { toStop: boolean } {
  const told = { toStop: false };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => (told.toStop = true));
  return told;
}

/** A year of a district, played through the sandbox: how often people are rung, and when. */
export async function year(options: Options): Promise<Result> {
  const size = sizeOf(options);
  const template = await openTemplate(yearHouse(), new Date(`${FIRST}T08:00:00+08:00`));
  const world = await openWorld(template, SEED, { replicas: 1, hour: 0, isWatched: false });
  try {
    const stage = await openStage(world);
    const pushes = openPushes(world, stage);
    const replay = openReplay(stage);
    let last = size.last;
    const seconds = await secondsOf(async () => {
      last = await play(stage, pushes, replay, size);
    });
    const working = daysUntil(last).filter((day) => stage.calendar.isWorkday(day));
    const figures = await figuresOf(stage, pushes, working);
    tell(stage, pushes, working);
    const again = await replay.compare();
    const { median, p95 } = figures.without_the_meeting;
    const isReplayed = again.digests === figures.digests && again.differing.length === 0;
    const isQuiet = figures.after_hours === 0 && figures.refused === 0 && figures.unfit === 0;
    return {
      bench: "year",
      last,
      seconds: Math.round(seconds),
      cpu_seconds: Math.round(process.cpuUsage().user / 1e6),
      ...figures,
      replayed: again,
      must: "median ≤ 1 and p95 ≤ 3 pushes a person and working day, conveners not counted; none after hours; within an hour; every digest drawn again as it was sent",
      holds:
        last !== LONG.last
          ? null
          : median <= 1 && p95 <= 3 && isQuiet && isReplayed && seconds < MOST_SECONDS,
    };
  } finally {
    await world.close();
    template.drop();
  }
}

function daysUntil(last: Day): Day[] {
  const days: Day[] = [];
  for (let day = FIRST; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Everybody means to do something on some day; then day after day is lived. Answers the last one. */
async function play(stage: Stage, pushes: Pushes, replay: Replay, { hazards, last }: Size): Promise<Day> {
  const { world, campaign, chance, agenda, calendar } = stage;
  const { timezone } = campaign.district;
  const told = listen();
  const unreachable = world.platform.state.people.get(UNREACHABLE);
  if (unreachable) unreachable.unreachable = OUT_OF_RANGE;
  const working = daysUntil(last).filter((day) => calendar.isWorkday(day));
  for (let nth = 0; nth < hazards; nth += 1)
    agenda.add(stage.on(chance.pick(working) ?? FIRST), () => found(stage));
  onLeave(stage);
  for (const day of daysUntil(last)) {
    const phase = campaign.phases.find(({ opens }) => calendar.nextWorkday(opens) === day);
    if (phase) agenda.add(instantOf(day, "08:45", timezone), () => planTasks(stage, phase.key));
    if (calendar.nextWorkday(`${day.slice(0, 7)}-01`) === day)
      agenda.add(instantOf(day, "09:15", timezone), () => lookBackAll(stage));
    await live(stage, instantOf(day, "23:50", timezone));
    await replay.keep();
    await night(world, pushes);
    if (addDays(day, 1).endsWith("-01")) await soFar(stage, pushes, day);
    if (told.toStop) return day;
  }
  return last;
}

/** At the end of each month, for whoever waits: a run that is lost has said how far it came. */
async function soFar(stage: Stage, pushes: Pushes, day: Day): Promise<void> {
  const working = daysUntil(day).filter((each) => stage.calendar.isWorkday(each));
  const figures = await figuresOf(stage, pushes, working);
  console.error(JSON.stringify({ bench: "year", so_far: day, ...figures }));
}

/** From act to act and from due instant to due instant, whichever comes first. */
async function live({ app, agenda, world, mishaps, settle: drain }: Stage, until: Date): Promise<void> {
  const clock = { now: world.clock.now, moveTo: world.moveTo };
  const planned = plannedStops(app, clock.now(), until);
  while (clock.now() < until) {
    const meant = agenda.nextAt();
    const next = meant && meant <= until ? meant : until;
    const stop = next > clock.now() ? await nextStop(app, planned, clock.now(), next) : null;
    clock.moveTo(stop ?? next);
    if (stop) await settle(app, clock);
    if (stop && stop < next) continue;
    for (const deed of agenda.take(next))
      await deed().catch((error: unknown) => {
        const words = error instanceof Error ? error.message : String(error);
        mishaps.set(words, (mishaps.get(words) ?? 0) + 1);
      });
    await drain();
  }
}

/** What the service does each night; what was seen by then is let go of. */
async function night({ replicas, told, platform: { pusher } }: World, pushes: Pushes): Promise<void> {
  await replicas[0]!.app.watch.forget();
  await pushes.tally();
  told.length = 0;
  pusher.pushed().length = 0;
  pusher.told().length = 0;
}
