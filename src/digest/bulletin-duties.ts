import { unitName, type Campaign } from "../campaign/definition.ts";
import type { Day } from "../dates.ts";
import { isHanded, wantedOn, type Task } from "../tasks/task.ts";
import { dutyList } from "./duty-list.ts";
import type { KeptList } from "./figures.ts";
import { OWES_REST } from "./progress.ts";

/** So many of each are named on a bulletin's card, a duty with its four lists; the document names all. */
export const NAMED = 3;

/** How far a duty is: who has handed in, who is missing once the day that counts for them has passed. */
export type DutyProgress = {
  key: string;
  name: string;
  owed: number;
  handed: number;
  late: number;
  isPast: boolean;
  missing: string[];
  lists: KeptList[];
};

/** The duties that fall into a stretch of time, and those before it that somebody still owes. */
export function dutiesOf(
  campaign: Campaign,
  tasks: readonly Task[],
  { fromOn, untilOn }: { fromOn: Day; untilOn: Day },
): DutyProgress[] {
  const owed = tasks.filter(({ state }) => state !== "cancelled");
  return campaign.duties.flatMap(({ key, name }) => {
    const mine = owed.filter(({ duty }) => duty === key);
    const open = mine.filter((task) => !isHanded(task));
    const missing = open.filter((task) => wantedOn(task) < untilOn);
    const dueOn = mine.map((task) => task.dueOn).toSorted();
    const lastDue = dueOn.at(-1);
    if (lastDue === undefined || (lastDue < fromOn && open.length === 0)) return [];
    return [progressOf({ key, name, mine, missing, isPast: lastDue < untilOn }, campaign)];
  });
}

type Found = {
  key: string;
  name: string;
  mine: readonly Task[];
  missing: readonly Task[];
  isPast: boolean;
};

function progressOf({ key, name, mine, missing, isPast }: Found, campaign: Campaign): DutyProgress {
  const handed = mine.filter(isHanded);
  const list = (kind: string, word: string, these: readonly Task[]) =>
    dutyList({ key, name }, kind, word, these);
  const late = mine.filter((task) => task.late);
  return {
    key,
    name,
    owed: mine.length,
    handed: handed.length,
    late: late.length,
    isPast,
    missing: missing.map(({ unit }) => unitName(campaign, unit)),
    lists: [
      list("owed", "应报", mine),
      list("handed", "已报", handed),
      list(
        "missing",
        "未报",
        mine.filter((task) => !isHanded(task)),
      ),
      list("late", "迟报", late),
    ],
  };
}

/** The lists of the duties that the card names, and of all others together who has not reported. */
export function listsOfDuties(duties: readonly DutyProgress[]): KeptList[] {
  const named = duties.slice(0, NAMED).flatMap(({ lists }) => lists);
  const rest = duties.slice(NAMED);
  if (rest.length === 0) return named;
  const subjects = rest.flatMap(
    ({ lists }) => lists.find(({ key }) => key.startsWith("missing-"))?.subjects ?? [],
  );
  const name = "未报：其余任务";
  return [...named, { key: OWES_REST, name, unit: "家次", count: subjects.length, subjects }];
}
