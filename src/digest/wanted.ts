import { shortName } from "../../cards/text.ts";
import type { Decision, MajorItem, RedItem } from "../../cards/digest-view.ts";
import { linesOf } from "../../cards/queue.ts";
import { askAllOnce } from "../campaign/all-holders.ts";
import { unitName } from "../campaign/definition.ts";
import { namesOf } from "../campaign/people.ts";
import { askSubject, asksOf, type Ask } from "../hazards/asked.ts";
import { ballOf } from "../hazards/ball.ts";
import { hazardsBehind } from "../hazards/behind.ts";
import type { CutOff } from "../hazards/counted.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { askItem, hazardTitle, officeItem } from "../hazards/rows.ts";
import { hazardsOf, hazardsThatAsk, listedHazards } from "../hazards/store.ts";
import { isListed } from "../hazards/tracks.ts";
import { isOverdue, type Task } from "../tasks/task.ts";
import type { Turn } from "../turn.ts";

/** What the meeting decides, however fresh; whatever else is asked of the office is named when it is late. */
const OF_MEETING: readonly Ask["act"][] = ["list", "lift", "closedown"];

/** The decisions that are wanted of the office and the meeting, the oldest first. */
export async function decisionsWanted(turn: Turn): Promise<Decision[]> {
  const wanted = (await hazardsThatAsk(turn)).flatMap((hazard) =>
    asksOf(hazard)
      .filter(({ of }) => of === "office")
      .map((ask) => ({ ask, hazard, item: askItem(turn, hazard, ask) }))
      .filter(({ ask, item }) => OF_MEETING.includes(ask.act) || item.waited > (item.limit ?? 0)),
  );
  return wanted
    .toSorted((one, other) => other.item.waited - one.item.waited)
    .map(({ ask, hazard, item }) => ({
      subject: askSubject(ask, hazard),
      title: item.title,
      line: `${item.unit} · 已等${item.waited}天（限${item.limit ?? 0}天）`,
    }));
}

/** One that waits for the office or a verifier, as its queue names it. */
export function waitingItem(turn: Turn, hazard: Hazard): RedItem[] {
  const item = officeItem(turn, hazard);
  return item ? [{ title: item.title, line: linesOf(item).join(" · ") }] : [];
}

/** One by its number: `区教育局 · 挂牌督办督1号 · 办公室经办1督办` */
export function majorItem(turn: Turn, hazard: Hazard): MajorItem {
  const { listing, leadUnit, grade } = hazard;
  const listed =
    isListed(hazard) && listing ? [`挂牌督办${listing.number}`, `${listing.supervisor}督办`] : [];
  const pending = grade === "major_pending" ? ["待核定"] : [];
  return {
    title: hazardTitle(hazard),
    line: [unitName(turn.campaign, leadUnit), ...listed.map((each) => shortName(each)), ...pending].join(
      " · ",
    ),
    light: ballOf(turn, hazard).light,
  };
}

/** Major hazards by their numbers, the listed ones first. */
export async function majorsNamed(
  turn: Turn,
  cutOff: CutOff,
  most: number,
): Promise<{ majors: MajorItem[]; listed: string[] }> {
  const listed = await listedHazards(turn);
  const all = await hazardsOf(turn, await hazardsBehind(turn, cutOff, "major", most));
  const first = [...listed, ...all.filter((each) => !isListed(each))].slice(0, most);
  return {
    majors: first.map((hazard) => majorItem(turn, hazard)),
    listed: listed.map(({ id }) => `hazard:${id}`),
  };
}

/** Who has a unit's overdue task: whoever took it, or its liaison. */
export async function handsOn(turn: Turn, tasks: readonly Task[]): Promise<(task: Task) => string> {
  const late = tasks.filter((task) => isOverdue(task, turn.today));
  const names = await namesOf(
    turn,
    late.map(({ executor }) => executor),
  );
  const holders = askAllOnce(turn);
  const liaisons = new Map<string, string>();
  for (const { unit } of late) {
    if (liaisons.has(unit)) continue;
    liaisons.set(unit, (await holders(unit, ["liaison"])).map(({ name }) => name).join("、"));
  }
  return ({ unit, executor }) => (executor && names.get(executor)) || (liaisons.get(unit) ?? "");
}
