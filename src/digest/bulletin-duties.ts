import { unitName, type Campaign } from "../campaign/definition.ts";
import type { Day } from "../dates.ts";
import { isHanded, wantedOn, type Task } from "../tasks/task.ts";
import { dutyList } from "./duty-list.ts";
import type { KeptList } from "./figures.ts";

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
