import type { Day } from "../dates.ts";
import { isOpen, type Hazard } from "./hazard.ts";

/** A year or a quarter: from its first day up to but not including the one after its last. */
export type Period = { key: string; name: string; from: Day; until: Day };

const QUARTERS = ["-01-01", "-04-01", "-07-01", "-10-01"] as const;
const PERIOD = /^(\d{4})\s*年?(?:\s*[-qQ第]?\s*([1-4一二三四])\s*(?:季度?)?)?$/;
const CHINESE = "一二三四";

/** `2021`, `2021 2`, `2021年第二季度`, `2021-2`: the period that is meant, `null` when none is. */
export function periodIn(typed: string): Period | null {
  const [, year, named] = PERIOD.exec(typed.normalize("NFKC").trim()) ?? [];
  if (!year) return null;
  const next = `${Number(year) + 1}-01-01`;
  if (!named) return { key: year, name: `${year}年`, from: `${year}-01-01`, until: next };
  const quarter = CHINESE.includes(named) ? CHINESE.indexOf(named) + 1 : Number(named);
  const until = QUARTERS[quarter];
  return {
    key: `${year}-${quarter}`,
    name: `${year}年第${quarter}季度`,
    from: `${year}${QUARTERS[quarter - 1]}`,
    until: until ? `${year}${until}` : next,
  };
}

/** What is counted of major hazards (RULES §5.7), as the card calls it. */
export const COUNTED = {
  found: "排查",
  rectified: "整改销号",
  open: "期末未销号",
  listed: "挂牌",
  lifted: "摘牌",
  shut: "关闭取缔",
} as const;
export type Figure = keyof typeof COUNTED;

/** A hazard as far as it is counted; `closedOn` is the day of its close-out in the district. */
export type Known = Pick<Hazard, "id" | "state" | "foundOn" | "leadUnit" | "listing" | "closeDown"> & {
  closedOn: Day | null;
};

/** In which figures of a period a hazard stands. A close-down never counts as rectified. */
export function figuresOf(hazard: Known, { from, until }: Period): Figure[] {
  const { state, foundOn, closedOn, listing, closeDown } = hazard;
  if (state === "voided" || state === "merged") return [];
  const within = (day: Day | null | undefined) => typeof day === "string" && day >= from && day < until;
  const shutOn = state === "shut_down" ? (closeDown?.decidedOn ?? null) : null;
  const rectifiedOn = state === "closed" ? closedOn : null;
  const endedOn = rectifiedOn ?? shutOn;
  const wasOpen = foundOn < until && (isOpen(hazard) || (endedOn !== null && endedOn >= until));
  const is: Record<Figure, boolean> = {
    found: within(foundOn),
    rectified: within(rectifiedOn),
    open: wasOpen,
    listed: within(listing?.listedOn),
    lifted: within(listing?.liftedOn),
    shut: within(shutOn),
  };
  return ALL.filter((figure) => is[figure]);
}

const ALL: readonly Figure[] = ["found", "rectified", "open", "listed", "lifted", "shut"];

export type Statistics = {
  /** Whose hazards stand behind each figure. */
  figures: Record<Figure, string[]>;
  units: { unit: string; figures: Record<Figure, number>; ids: string[] }[];
};

const gather = (stood: readonly { id: string; in: Figure[] }[]): Record<Figure, string[]> => {
  const of = (figure: Figure) => stood.filter((each) => each.in.includes(figure)).map(({ id }) => id);
  return {
    found: of("found"),
    rectified: of("rectified"),
    open: of("open"),
    listed: of("listed"),
    lifted: of("lifted"),
    shut: of("shut"),
  };
};

/** Major hazards of a period, in all and by unit, each figure with the hazards behind it. */
export function statisticsOf(hazards: readonly Known[], period: Period): Statistics {
  const stood = hazards
    .map((hazard) => ({ id: hazard.id, unit: hazard.leadUnit, in: figuresOf(hazard, period) }))
    .filter((each) => each.in.length > 0);
  const units = [...new Set(stood.map(({ unit }) => unit))].map((unit) => {
    const theirs = stood.filter((each) => each.unit === unit);
    const behind = gather(theirs);
    const counts = {
      found: behind.found.length,
      rectified: behind.rectified.length,
      open: behind.open.length,
      listed: behind.listed.length,
      lifted: behind.lifted.length,
      shut: behind.shut.length,
    };
    return { unit, figures: counts, ids: theirs.map(({ id }) => id) };
  });
  return { figures: gather(stood), units };
}
