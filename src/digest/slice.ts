import { z } from "zod";
import { LIGHT_WORDS } from "../../cards/elements.ts";
import { sliceCard, type SliceView } from "../../cards/slice.ts";
import { askAllOnce } from "../campaign/all-holders.ts";
import { unitName, type SeatName } from "../campaign/definition.ts";
import { due } from "../campaign/plan.ts";
import { SLICE } from "../campaign/postings.ts";
import { dayInWords, type Day } from "../dates.ts";
import { hazardsBehind } from "../hazards/behind.ts";
import { hazardTitle } from "../hazards/rows.ts";
import { hazardsOf } from "../hazards/store.ts";
import { hasRoom } from "../jobs/budget.ts";
import { post } from "../jobs/outbox.ts";
import type { Job, Occurrence } from "../jobs/schedule.ts";
import { ballOf } from "../tasks/ball.ts";
import { subjectOf, tasksOf } from "../tasks/store.ts";
import { wantedOn } from "../tasks/task.ts";
import type { Draw, Turn } from "../turn.ts";
import type { Figures } from "./figures.ts";
import { countDay, type Raise } from "./publish.ts";
import { keptLists, listsOfUnit, listsOfWhole, type KeptLists } from "./slice-lists.ts";
import { majorItem } from "./wanted.ts";

const TOO_LATE_MS = 2 * 60 * 60_000;
const MEETING: readonly SeatName[] = ["chief_convener", "convener"];
const DIRECTOR: readonly SeatName[] = ["office_director"];
const LEAD: readonly SeatName[] = ["lead"];
const SHOWN = 5;
/** No unit has more major ones open. */
const MOST = 1_000;

/** A morning's slice for whoever has something in it, where the district wants one; missed by two hours it is left out. */
export const publishSlices =
  (raise: Raise): Job =>
  (turn, from, to) => {
    const [push] = due(turn.campaign, turn.calendar, [], from, to)
      .filter(({ step }) => step === SLICE)
      .slice(-1);
    if (!push || to.getTime() - push.at.getTime() > TOO_LATE_MS) return Promise.resolve([]);
    const { on, at } = push;
    const fire = async (opened: Turn) =>
      sendSlices(opened, on, await countDay(opened, on, await raise(opened)));
    const run: Occurrence = { kind: SLICE, on, key: "day", at, fire };
    return Promise.resolve([run]);
  };

/** One card a person and morning; a lead who is a convener too gets the meeting's. */
async function sendSlices(turn: Turn, on: Day, figures: Figures): Promise<void> {
  const holders = askAllOnce(turn);
  const whole = wholeSlice(turn, on, figures);
  const told = new Set<string>();
  const send = async (person: string, frozen: SliceView) => {
    if (told.has(person)) return;
    told.add(person);
    // A morning's slice is of that morning: where the day's pushes are spent it stays away.
    if (!(await hasRoom(turn, person, turn.now))) return;
    await post(turn, { person }, `${SLICE}:${on}`, { key: turn.campaign.key, priority: 3, frozen });
  };
  if (whole.decisions.length + whole.redCount > 0) {
    const people = [...(await holders("meeting", MEETING)), ...(await holders("office", DIRECTOR))];
    for (const { id } of people) await send(id, whole);
  }
  for (const line of figures.units) {
    const red = figures.redUnits?.find(({ unit }) => unit === line.unit)?.count ?? 0;
    const leads = red > 0 && line.key ? await holders(line.key, LEAD) : [];
    if (!line.key || leads.length === 0) continue;
    const slice = await unitSlice(turn, on, figures, line.key);
    for (const { id } of leads) await send(id, slice);
  }
}

const countIn = ({ lists }: Figures, wanted: string): number =>
  lists.find(({ key }) => key === wanted)?.count ?? 0;

type Kept = SliceView & { kept: KeptLists | null };

const wholeSlice = (turn: Turn, on: Day, figures: Figures): Kept => ({
  ...withLists(keptLists(turn, on, figures, listsOfWhole(figures))),
  id: on,
  date: dayInWords(on, on),
  whose: turn.campaign.short,
  headline: figures.headline,
  decisions: figures.decisions ?? [],
  redCount: figures.red,
  redItems: figures.redItems.slice(0, SHOWN),
  redUnits: figures.redUnits ?? [],
  majorCount: countIn(figures, "major"),
  majors: (figures.majors ?? []).slice(0, SHOWN),
  progress: figures.phase ?? "",
});

const dueInWords = (day: Day | null, on: Day): string => (day ? `${dayInWords(day, on)}到期` : "");

/** The card offers what was kept. */
const withLists = (kept: KeptLists | null) => ({ kept, lists: kept?.lists ?? [] });

/** A unit's own slice: its red and its major ones, its light and why. */
async function unitSlice(turn: Turn, on: Day, figures: Figures, unit: string): Promise<Kept> {
  const line = figures.units.find(({ key }) => key === unit);
  const red = figures.redUnits?.find((each) => each.unit === line?.unit)?.count ?? 0;
  const { cutOff } = figures;
  const ids = cutOff ? await hazardsBehind(turn, cutOff, `redOf:${unit}`, SHOWN) : [];
  const majors = cutOff ? await hazardsBehind(turn, cutOff, `majorOf:${unit}`, MOST) : [];
  const name = unitName(turn.campaign, unit);
  const tasks = (await tasksOf(turn, [unit])).filter((task) => {
    const { light, holder } = ballOf(turn, task);
    return light === "red" && holder === "unit";
  });
  const lists = listsOfUnit(figures, unit, { red, tasks: tasks.map(subjectOf), majors: majors.length });
  return {
    ...withLists(keptLists(turn, on, figures, lists)),
    id: on,
    date: dayInWords(on, on),
    whose: [name, LIGHT_WORDS[line?.light ?? "green"], line?.cause].filter(Boolean).join(" · "),
    headline: `红灯${red}条；未销号${line?.open ?? 0}条`,
    decisions: [],
    redCount: red,
    redItems: [
      ...(await hazardsOf(turn, ids)).map((hazard) => ({
        title: hazardTitle(hazard),
        line: [hazard.person, dueInWords(hazard.dueOn, on)].filter(Boolean).join(" · "),
      })),
      ...tasks.map((task) => ({ title: task.title, line: dueInWords(wantedOn(task), on) })),
    ],
    redUnits: [],
    majorCount: majors.length,
    majors: (await hazardsOf(turn, majors.slice(0, SHOWN))).map((hazard) => majorItem(turn, hazard)),
    progress: line ? `本期报送：${line.progress}` : "",
  };
}

const item = z.object({ title: z.string(), line: z.string() });
const Frozen = z.object({
  id: z.string().default(""),
  date: z.string(),
  whose: z.string(),
  headline: z.string(),
  decisions: z.array(item.extend({ subject: z.string() })),
  redCount: z.number(),
  redItems: z.array(item),
  redUnits: z.array(z.object({ unit: z.string(), count: z.number() })),
  majorCount: z.number(),
  majors: z.array(item.extend({ light: z.enum(["green", "yellow", "red", "grey"]) })),
  progress: z.string(),
  /** Slices of before have none. */
  lists: z
    .array(z.object({ key: z.string(), name: z.string(), count: z.number(), unit: z.string() }))
    .default([]),
});

/** A slice as it was counted. */
export const drawSlice: Draw = (_turn, _id, { frozen }) =>
  Promise.resolve({ card: sliceCard(Frozen.parse(frozen)) });
