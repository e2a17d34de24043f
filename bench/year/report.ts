import type { Day } from "../../src/dates.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { percentile } from "../measure.ts";
import type { Pushes } from "./pushes.ts";
import type { Stage } from "./stage.ts";

const EXAMPLES = 10;

/** How often people are rung on a working day. */
function spread(counts: readonly number[]) {
  const sum = counts.reduce((all, each) => all + each, 0);
  return {
    median: percentile(counts, 0.5),
    p95: percentile(counts, 0.95),
    most: counts.reduce((most, each) => Math.max(most, each), 0),
    mean: Number((sum / counts.length).toFixed(2)),
  };
}

/** Everybody with something to do, by what they are: conveners and observers get nothing to do. */
function groupsOf({ roster }: Stage["world"]["template"]["house"]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { unit, seat, open_id: openId } of roster) {
    const name = unit === "office" ? "office" : unit === "meeting" ? "meeting" : seat;
    groups.set(name, (groups.get(name) ?? new Set()).add(openId));
  }
  return groups;
}

/** What was played, and the pushes a person and working day. */
export async function figuresOf(
  { world, acts, mishaps, campaign }: Stage,
  pushes: Pushes,
  days: readonly Day[],
) {
  const people = [...world.platform.state.people.keys()];
  const { meeting = new Set() } = Object.fromEntries(groupsOf(world.template.house));
  const busy = people.filter((each) => !meeting.has(each));
  const hazards = await world.db.getRepository(HazardTable).find({ select: { state: true } });
  return {
    units: campaign.units.length,
    people: people.length,
    working_days: days.length,
    tasks: await world.db.getRepository(TaskTable).count(),
    hazards: hazards.length,
    closed: hazards.filter(({ state }) => state === "closed").length,
    acts: acts.count,
    mishaps: [...mishaps.values()].reduce((sum, each) => sum + each, 0),
    pushes: spread(pushes.ofEach(people, days)),
    without_the_meeting: spread(pushes.ofEach(busy, days)),
    answers: pushes.answers.count,
    digests: pushes.group.count,
    after_hours: pushes.afterHours.length,
    refused: world.platform.state.refusals.length,
    /** Cards that broke the platform's rules, so that a stand-in left instead. */
    unfit: world.said.filter((line) => line.includes("card refused before sending")).length,
  };
}

const most = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].toSorted(([, one], [, other]) => other - one);

/** Who is rung how often, by what, and what went otherwise than it should: for people, on stderr. */
export function tell({ world, mishaps }: Stage, pushes: Pushes, days: readonly Day[]): void {
  const say = (...words: (string | number)[]) =>
    console.error(words.map((word) => String(word).padStart(8)).join(" "));
  say("median", "p95", "most", "mean", "people", " who");
  for (const [name, people] of groupsOf(world.template.house)) {
    const { median, p95, most: peak, mean } = spread(pushes.ofEach([...people], days));
    say(median, p95, peak, mean, people.size, ` ${name}`);
  }
  for (const [kind, times] of most(pushes.kinds)) say(times, ` ${kind}`);
  for (const [words, times] of most(mishaps).slice(0, EXAMPLES)) say(times, ` did not go: ${words}`);
  for (const each of pushes.afterHours.slice(0, EXAMPLES)) say("", ` after hours: ${each}`);
}
