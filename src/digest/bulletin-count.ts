import { unitName } from "../campaign/definition.ts";
import { dayInWords, dayOf } from "../dates.ts";
import { WITH_UNIT } from "../hazards/act.ts";
import { OLD_AFTER } from "../hazards/clocks.ts";
import { isMajor, type Hazard } from "../hazards/hazard.ts";
import { actsBetween, hazardsOfPeriod } from "../hazards/period-behind.ts";
import { countPeriod } from "../hazards/period-count.ts";
import { hazardsOf, listedHazards } from "../hazards/store.ts";
import { isListed } from "../hazards/tracks.ts";
import { allTasks } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { bulletinFigures, type BulletinFigures, type Named } from "./bulletin-figures.ts";
import type { BulletinRow } from "./bulletin-store.ts";
import { interviewsOf } from "./interviews.ts";
import { finesIn, newPenalties } from "./penalties.ts";

/** So many are named in a bulletin; the list behind the figure has them all. */
const NAMED = 40;
const PENALTY = "hazard.penalty";

type Since = { from: Date; position: number; last?: BulletinRow | null };

/** Counts what a bulletin says from one cut-off up to now. */
export async function countBulletin(
  turn: Turn,
  { from, position: since, last = null }: Since,
): Promise<BulletinFigures> {
  const { campaign, calendar } = turn;
  const { timezone } = campaign.district;
  const { period, units } = await countPeriod(turn, { from, since: since || null }, OLD_AFTER);
  const { cutOff, until } = period;
  const behind = (key: "major" | "overdue", most: number) =>
    hazardsOfPeriod(turn, period, { key, unit: null }, most);
  const acts = await actsBetween(turn, { since, position: cutOff.position }, [
    "hazard.closedown",
    PENALTY,
    "hazard.reopen",
  ]);
  const penalties = newPenalties(
    acts.filter(({ act }) => act === PENALTY),
    await actsBetween(turn, { since: 0, position: since }, [PENALTY]),
  );
  const majors = await hazardsOf(turn, await behind("major", NAMED));
  const listed = await listedHazards(turn);
  const byAct = {
    listed: listed.map(({ id }) => id),
    shutDown: idsOf(acts.filter(({ act }) => act === "hazard.closedown")),
    penalized: idsOf(penalties),
    untrue: idsOf(
      acts.filter(({ act, details }) => act === "hazard.reopen" && details?.["ground"] === "untrue"),
    ),
  };
  const named = async (ids: readonly string[]) =>
    (await hazardsOf(turn, ids.slice(0, NAMED))).map((hazard) => nameOf(turn, hazard));
  const counted = {
    units,
    tasks: await allTasks(turn),
    byAct,
    fines: finesIn(penalties),
    majors: [...listed, ...majors.filter((each) => !isListed(each))]
      .slice(0, NAMED)
      .map((hazard) => nameOf(turn, hazard)),
    shutDown: await named(byAct.shutDown),
    untrue: await named(byAct.untrue),
    backlog: await named(await behind("overdue", NAMED)),
  };
  const figures = bulletinFigures(counted, {
    campaign,
    calendar,
    cutOff,
    since: period.since,
    from: from.toISOString(),
    until: until.toISOString(),
    fromOn: dayOf(from, timezone),
    untilOn: dayOf(until, timezone),
  });
  const before = last && { ...last, units: last.figures.units };
  const untrue = await hazardsOf(turn, byAct.untrue);
  return { ...figures, interviews: interviewsOf(figures.units, { before, listed, untrue }, turn.today) };
}

const idsOf = (acts: readonly { id: string }[]): string[] => [...new Set(acts.map(({ id }) => id))];

/** By when it was to be put right, and how long its unit has held it since. */
function dueInWords({ today, calendar }: Turn, { dueOn, state }: Hazard): string {
  if (!dueOn) return "";
  const isLate = today > dueOn && WITH_UNIT.includes(state);
  const late = isLate ? `，逾期${Math.max(1, -calendar.workdaysBetween(today, dueOn))}个工作日` : "";
  return `${dayInWords(dueOn, today)}到期${late}`;
}

/** A hazard as a bulletin names it: how it stands, and by when it was to be put right. */
function nameOf(turn: Turn, hazard: Hazard): Named {
  const { id, number, enterprise, leadUnit, listing, timesReopened } = hazard;
  const parts = [
    isListed(hazard) && listing ? `挂牌督办${listing.number}，${listing.supervisor}督办` : "",
    isMajor(hazard) && !isListed(hazard) ? (hazard.grade === "major" ? "重大" : "重大（待核定）") : "",
    timesReopened > 0 ? "已重新打开" : "",
    dueInWords(turn, hazard),
  ];
  return {
    id,
    number,
    enterprise,
    unit: unitName(turn.campaign, leadUnit),
    note: parts.filter(Boolean).join("，"),
  };
}
