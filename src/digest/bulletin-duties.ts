import { unitName, type Campaign } from "../campaign/definition.ts";
import type { Day } from "../dates.ts";
import type { Task } from "../tasks/task.ts";
import type { KeptList } from "./figures.ts";

/** How far a duty is: who has handed in, who is missing once its day has passed. */
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

const HANDED: readonly Task["state"][] = ["submitted", "done"];

/** The duties that fall into a stretch of time, and those before it that somebody still owes. */
export function dutiesOf(
  campaign: Campaign,
  tasks: readonly Task[],
  { fromOn, untilOn }: { fromOn: Day; untilOn: Day },
): DutyProgress[] {
  const owed = tasks.filter(({ state }) => state !== "cancelled");
  return campaign.duties.flatMap(({ key, name }) => {
    const mine = owed.filter(({ duty }) => duty === key);
    const missing = mine.filter(({ state }) => !HANDED.includes(state));
    const dueOn = mine.map((task) => task.dueOn).toSorted();
    const lastDue = dueOn.at(-1);
    if (lastDue === undefined || (lastDue < fromOn && missing.length === 0)) return [];
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
  const handed = mine.filter((task) => !missing.includes(task));
  const list = (kind: string, word: string, these: readonly Task[]): KeptList => ({
    key: `${kind}-${key}`,
    name: `${word}：${name}`,
    unit: "家",
    count: these.length,
    subjects: these.map(({ id }) => `task:${id}`),
  });
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
      list("missing", "未报", missing),
      list("late", "迟报", late),
    ],
  };
}
