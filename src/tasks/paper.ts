import { LEDGER_FIGURES, type LedgerFigure, type Metric } from "../campaign/definition.ts";
import type { Turn } from "../turn.ts";

type LedgerFigures = Record<LedgerFigure, number>;

/** A hazard as a report names it. */
export type NamedHazard = { id: string; title: string; line: string };

/** What was found and struck off within a phase. */
export type PhaseCount = { name: string; found: number; closed: number };

/** What the ledger says of one unit at one moment: figures, the hazards it may pick as cases, what is open by name. */
export type UnitLedger = {
  at: string;
  /** The place in the history up to which it counted. */
  position: number;
  figures: LedgerFigures;
  phases: PhaseCount[];
  choices: NamedHazard[];
  open: NamedHazard[];
};

/** Asks the ledger of one unit. */
export type Ledger = (turn: Turn, unit: string) => Promise<UnitLedger>;

/** The words of a report that are a unit's own, and what the ledger said when they were kept (RULES §7 T3). */
export type PaperWords = { problems: string; note: string; cases: string[] };
export type Paper = Omit<PaperWords, "cases"> & {
  cases: NamedHazard[];
  ledger: LedgerShown;
};

/** What a card shows of the ledger, and as of when. */
export type LedgerShown = Pick<UnitLedger, "at" | "position" | "figures">;

/** A figure that a unit gave other than the ledger says it. */
export type Difference = { key: string; label: string; unit: string; given: number; kept: number };

/** What was edited, in the form's order: the difference is noted, never refused (RULES §7 T3). */
export function differences(
  metrics: readonly Metric[],
  given: Record<string, number>,
  kept: LedgerFigures,
): Difference[] {
  return metrics.flatMap(({ key, label, unit, ledger }) => {
    const value = given[key];
    if (!ledger || value === undefined || value === kept[ledger]) return [];
    return [{ key, label, unit, given: value, kept: kept[ledger] }];
  });
}

/** Whether a number that was taken from the ledger has moved since it was shown. */
export const movedSince = (
  metrics: readonly Metric[],
  given: Record<string, number | null>,
  shown: LedgerFigures,
  now: LedgerFigures,
): boolean =>
  metrics.some(
    ({ key, ledger }) => ledger !== null && given[key] === shown[ledger] && shown[ledger] !== now[ledger],
  );

/** `发现隐患填18条，台账16条` */
export const differenceInWords = ({ label, unit, given, kept }: Difference): string =>
  `${label}填${given}${unit}，台账${kept}${unit}`;

const WHOLE = 100;

/** Of fewer a rate says nothing. */
const LEAST = 5;

/** The closing rate, floored: 99.9 % is not all. */
export const closingRate = ({ found, closed }: LedgerFigures): number | null =>
  found < LEAST ? null : Math.floor((closed * WHOLE) / found);

/** `发现16条，销号12条（75%），未销号4条，其中逾期1条；重大1条` */
export function ledgerInWords(figures: LedgerFigures): string {
  const { found, closed, open, overdue, major } = figures;
  const rate = closingRate(figures);
  return `发现${found}条，销号${closed}条${rate === null ? "" : `（${rate}%）`}，未销号${open}条，其中逾期${overdue}条；重大${major}条`;
}

/** What the ledger's own figures are called where their lists open. */
const FIGURE_WORDS: Record<LedgerFigure, string> = {
  found: "发现",
  closed: "已销号",
  open: "未销号",
  overdue: "逾期未改",
  major: "重大",
};

export type LedgerList = { key: LedgerFigure; name: string; count: number };

/** The figures of the ledger that have a list behind them. */
export const ledgerLists = ({ figures }: LedgerShown): LedgerList[] =>
  LEDGER_FIGURES.map((key) => ({ key, name: FIGURE_WORDS[key], count: figures[key] })).filter(
    ({ count }) => count > 0,
  );
