import type { ReportView } from "../../cards/task-report.ts";
import type { TaskFigure, TaskView } from "../../cards/task-view.ts";
import { instantInWords } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { metricsOf } from "./figures.ts";
import { namesOf } from "../campaign/people.ts";
import { versionsOf } from "./paper-store.ts";
import { subjectOf } from "./store.ts";
import { differenceInWords, differences, ledgerInWords, NO_WORDS, type Ledger } from "./paper.ts";
import { reportKind } from "./report.ts";
import { isOpen, type Task } from "./task.ts";

type Filled = { report: ReportView | null; figures: readonly TaskFigure[] };

/** A report as its unit fills it in, with the ledger's figures as of now; handed in, with those of then (RULES §7 T3). */
export async function reportOf(turn: Turn, task: Task, view: TaskView, ledger: Ledger): Promise<Filled> {
  const kind = reportKind(turn, task);
  const isFilledIn = view.reader === "unit" && isOpen(task) && task.state !== "issued";
  if (!kind || (!isFilledIn && !task.paper)) return { report: null, figures: view.figures };
  const metrics = metricsOf(turn, task);
  const now = await ledger(turn, task.unit);
  const kept = isFilledIn || !task.paper ? now : task.paper.ledger;
  const words = task.paper ?? NO_WORDS;
  const figures = view.figures.map((figure) => {
    const from = metrics.find(({ key }) => key === figure.key)?.ledger;
    const counted = from ? kept.figures[from] : null;
    // What was taken from the ledger follows it; what was edited stays as it was typed.
    const isTaken = from && (figure.value === null || figure.value === task.paper?.ledger.figures[from]);
    return { ...figure, ledger: counted, value: isFilledIn && isTaken ? counted : figure.value };
  });
  const { timezone } = turn.campaign.district;
  return {
    figures,
    report: {
      kind,
      problems: words.problems,
      note: words.note,
      cases: words.cases,
      caseTitles: now.choices.filter(({ id }) => words.cases.includes(id)).map(({ title }) => title),
      choices: now.choices.map(({ id, title }) => ({ value: id, text: title })),
      ledger: ledgerInWords(kept.figures),
      at: instantInWords(new Date(kept.at), timezone),
      open: now.open,
      openCount: now.figures.open,
      differences: differences(metrics, task.figures, kept.figures).map(differenceInWords),
      versions: await versionLines(turn, task),
    },
  };
}

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
