import type { ReportView } from "../../cards/task-report.ts";
import type { TaskFigure, TaskView } from "../../cards/task-view.ts";
import { instantInWords } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { metricsOf } from "./figures.ts";
import { namesOf } from "../campaign/people.ts";
import { versionsOf } from "./paper-store.ts";
import { isFilledIn, ledgerShown, reportKind } from "./report-ledger.ts";
import { subjectOf } from "./store.ts";
import {
  differenceInWords,
  differences,
  ledgerInWords,
  ledgerLists,
  type LedgerShown,
  type NamedHazard,
  type UnitLedger,
} from "./paper.ts";
import type { Task } from "./task.ts";

/** The ledger that a report's card shows: while its unit fills it in, as it was opened; else as it was kept. */
export const ledgerOnCard = async (turn: Turn, task: Task, isUnits: boolean): Promise<LedgerShown | null> =>
  isUnits && isFilledIn(turn, task) ? ledgerShown(turn, task) : (task.paper?.ledger ?? null);

type Filled = { report: ReportView | null; figures: readonly TaskFigure[] };

/** A report as its unit fills it in, by the ledger as it was opened; for everybody else, by that of when it was kept. */
export async function reportOf(turn: Turn, task: Task, view: TaskView): Promise<Filled> {
  const kind = reportKind(turn, task);
  const isForm = view.reader === "unit" && isFilledIn(turn, task);
  if (!kind || (!isForm && !task.paper)) return { report: null, figures: view.figures };
  const shown = isForm ? await ledgerShown(turn, task) : null;
  const { problems = "", note = "", cases = [], ledger: kept = null } = task.paper ?? {};
  const ledger = isForm ? shown : kept;
  const metrics = metricsOf(turn, task);
  const figures = view.figures.map((figure) => {
    const from = metrics.find(({ key }) => key === figure.key)?.ledger;
    const counted = from && ledger ? ledger.figures[from] : null;
    // What was taken from the ledger follows it; what was edited stays as it was typed.
    const isTaken =
      counted !== null && (figure.value === null || (from && figure.value === kept?.figures[from]));
    return { ...figure, ledger: counted, value: isForm && isTaken ? counted : figure.value };
  });
  const given = isForm ? task.figures : (task.reportedFigures ?? task.figures);
  return {
    figures,
    report: {
      kind,
      problems,
      note,
      cases: cases.map(({ id }) => id),
      caseTitles: cases.map(({ title }) => title),
      choices: choicesOf(cases, shown).map(({ id, title }) => ({ value: id, text: title })),
      ledger: ledger ? ledgerInWords(ledger.figures) : "",
      at: ledger ? instantInWords(new Date(ledger.at), turn.campaign.district.timezone) : "",
      open: shown?.open ?? [],
      openCount: shown?.figures.open ?? 0,
      differences: ledger ? differences(metrics, given, ledger.figures).map(differenceInWords) : [],
      versions: await versionLines(turn, task),
      lists: ledger ? ledgerLists(ledger) : [],
    },
  };
}

/** The newest of the unit's own, and what was picked before. */
const choicesOf = (picked: readonly NamedHazard[], shown: UnitLedger | null): readonly NamedHazard[] => {
  const newest = shown?.choices ?? [];
  return [...picked.filter(({ id }) => newest.every((each) => each.id !== id)), ...newest];
};

const HASH = 8;

/** `第1版 6月23日 10:00 教育局联络员 校验1a2b3c4d` */
async function versionLines(turn: Turn, task: Task): Promise<string[]> {
  const versions = await versionsOf(turn, subjectOf(task));
  const names = await namesOf(
    turn,
    versions.map(({ by }) => by),
  );
  return versions.map(({ number, at, by, sha256 }) => {
    const when = instantInWords(at, turn.campaign.district.timezone);
    const hash = sha256 ? `文件校验${sha256.slice(0, HASH)}` : "文件正在生成";
    return `第${number}版　${when}　${names.get(by) ?? ""}　${hash}`;
  });
}
