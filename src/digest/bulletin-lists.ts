import { hazardsOfPeriod } from "../hazards/period-behind.ts";
import { isPeriodList, type Period } from "../hazards/period.ts";
import type { Turn } from "../turn.ts";
import type { BulletinFigures } from "./bulletin-figures.ts";
import type { KeptList } from "./figures.ts";

/** The list of proposals 约谈建议: the office's own, in no issue. */
export const INTERVIEWS = "interviews";

/** The proposals behind a draft, as a list. */
export const interviewList = ({ interviews = [] }: BulletinFigures): KeptList => ({
  key: INTERVIEWS,
  name: "约谈建议",
  unit: "条",
  count: interviews.length,
  subjects: [],
});

/** A unit's figures that open a list of their own: `found@jyj`. */
export const OF_UNIT = {
  found: "本期发现",
  closed: "本期销号",
  open: "未销号",
  overdue: "逾期未改",
} as const;
type OfUnit = keyof typeof OF_UNIT;

const isOfUnit = (key: string): key is OfUnit => Object.hasOwn(OF_UNIT, key);

/** The lists behind a unit's line. */
export const listsOfUnit = (unit: BulletinFigures["units"][number]) => [
  ...Object.entries(OF_UNIT).map(([key, name]) => ({
    key: `${key}@${unit.key}`,
    name,
    count: isOfUnit(key) ? unit[key] : 0,
  })),
  { key: `due@${unit.key}`, name: "本期到期", count: unit.onTime.whole },
  { key: `onTime@${unit.key}`, name: "按期销号", count: unit.onTime.part },
];

/** A list by its key, with how many it holds. */
export function listOf(figures: BulletinFigures, asked: string): KeptList | null {
  if (asked === INTERVIEWS) return interviewList(figures);
  const [key = "", unitKey] = asked.split("@");
  if (unitKey === undefined) return figures.lists.find((list) => list.key === key) ?? null;
  const unit = figures.units.find((each) => each.key === unitKey);
  const list = unit && listsOfUnit(unit).find((each) => each.key === asked);
  return list
    ? { key: asked, name: `${unit.short}${list.name}`, count: list.count, unit: "条", subjects: [] }
    : null;
}

const periodOf = ({ from, until, cutOff, since }: BulletinFigures): Period => ({
  from: new Date(from),
  until: new Date(until),
  cutOff,
  since: since ?? null,
});

/** What a list of a bulletin names, as it stood at the cut-off. */
export async function subjectsOfBulletin(
  turn: Turn,
  figures: BulletinFigures,
  { key: asked, subjects }: KeptList,
  most: number,
): Promise<string[]> {
  const [key = "", unit = null] = asked.split("@");
  if (!isPeriodList(key)) return subjects.slice(0, most);
  const ids = await hazardsOfPeriod(turn, periodOf(figures), { key, unit }, most);
  return ids.map((id) => `hazard:${id}`);
}
