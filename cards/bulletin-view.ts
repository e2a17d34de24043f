import { percentInWords } from "../src/digest/percent.ts";
import type { DigestList, UnitLine } from "./digest-view.ts";

/** So many of so many. */
export type Rate = { part: number; whole: number };

/** A hazard that is named: its number and enterprise, then its unit and what is said of it. */
export type NamedLine = { title: string; line: string };

export type BulletinUnitLine = Pick<UnitLine, "unit" | "light"> & {
  key: string;
  name: string;
  found: number;
  closed: number;
  open: number;
  overdue: number;
  onTime: Rate;
};

/** A bulletin as it is drafted, approved and read. */
export type BulletinView = {
  id: string;
  rev: number;
  state: "draft" | "submitted" | "approved" | "issued" | "dropped";
  /** Who looks: whoever writes it, whoever approves it, or anybody. */
  reader: "office" | "director" | "anyone";
  /** `通报〔2021〕第3期`; a draft has none. */
  code: string;
  number: number | null;
  /** The issue it corrects. */
  corrects: string;
  campaign: string;
  office: string;
  /** `6月18日至6月25日` */
  period: string;
  /** `6月25日 16:00` */
  cutoff: string;
  lists: readonly DigestList[];
  closing: Rate;
  onTime: Rate;
  fines: number;
  units: readonly BulletinUnitLine[];
  majors: readonly NamedLine[];
  shutDown: readonly NamedLine[];
  untrue: readonly NamedLine[];
  backlog: readonly NamedLine[];
  duties: readonly NamedLine[];
  /** 约谈建议, for the office alone. */
  interviews: readonly NamedLine[];
  situation: string;
  practice: string;
  demands: string;
  correction: string;
  /** What the director wants mended. */
  returned: string;
  submittedBy: string;
  approvedBy: string;
  /** One person sent it in and approved it: nobody else is in the office. */
  isAlone: boolean;
  /** Who gets it besides the group. */
  receivers: string;
  root: string | null;
};

/** Fewer give no rate (RULES §6). */
const LEAST = 5;

/** `80%（8/10）`; under five only the counts. */
export const rateInWords = ({ part, whole }: Rate): string =>
  whole < LEAST ? `${part}/${whole}` : percentInWords(part, whole);

/** How much of what fell due was struck off in time. */
export const onTimeInWords = ({ part, whole }: Rate): string =>
  whole < LEAST
    ? `本期到期${whole}条，按期销号${part}条。`
    : `本期按期销号率${rateInWords({ part, whole })}。`;

export const countOf = ({ lists }: Pick<BulletinView, "lists">, key: string): number =>
  lists.find((list) => list.key === key)?.count ?? 0;

const TEN_THOUSAND = 10_000;

/** `3.5万元`, `800元` */
export const yuanInWords = (yuan: number): string =>
  yuan >= TEN_THOUSAND ? `${Math.round(yuan / 100) / 100}万元` : `${yuan}元`;

/** The two rates and the fines, in sentences that card and document share. */
export function ratesInWords({ closing, onTime, fines }: BulletinView): string[] {
  return [
    closing.whole < LEAST
      ? `累计发现${closing.whole}条，销号${closing.part}条。`
      : `累计销号率${rateInWords(closing)}。`,
    ...(onTime.whole > 0 ? [onTimeInWords(onTime)] : []),
    ...(fines > 0 ? [`罚款合计${yuanInWords(fines)}。`] : []),
  ];
}

/** The units by their lights, in the plan's order. */
export const unitsByLight = ({ units }: BulletinView) =>
  (["red", "yellow", "green"] as const).map((light) => ({
    light,
    units: units.filter((each) => each.light === light),
  }));

/** What is named of a list, and how many there are in all: only the first are named. */
export const namedOf = (
  view: BulletinView,
  key: "majors" | "shutDown" | "untrue" | "backlog",
  list: string,
): { lines: readonly NamedLine[]; count: number } => ({
  lines: view[key],
  count: Math.max(countOf(view, list), view[key].length),
});
