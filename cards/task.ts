import { dayInWords } from "../src/dates.ts";
import { countedDay } from "./deadline.ts";
import { fold, historyFold, urgedLine } from "./blocks.ts";
import { button } from "./buttons.ts";
import { band, card, facts, markdown, plain, small, type Card, type Element } from "./elements.ts";
import { filesOf } from "./files.ts";
import { deadline, dueInWords } from "./task-dates.ts";
import { decideForm, extendForm, extensionLine, unitActs } from "./task-extension.ts";
import { handsLine } from "./handing.ts";
import { headOf, isAsked, STATES } from "./task-head.ts";
import { REASON_CHARACTERS, reportForm, returnForm } from "./task-forms.ts";
import { ledgerSelect, REPORT_LABELS, reportFacts, versionsPart } from "./task-report.ts";
import { cancelForm, moveForm, officeActs } from "./task-office.ts";
import { figureInWords, supplementActs, supplementForm, supplementLines } from "./task-supplement.ts";
import type { TaskView } from "./task-view.ts";
import { cut } from "./text.ts";

/** The card of one task, for the unit that owes it or for the office that reviews it (RULES §7). */
export function taskCard(view: TaskView): Card {
  const summary = `任务有更新：${STATES[view.state]}`;
  return card(summary, headOf(view), [
    ...urgedLine(view),
    ...bodyOf(view),
    ...proofOf(view),
    ...historyFold(view.history, `更早的请发“任务 ${view.number}”`),
  ]);
}

/** For the office, and for the unit once nothing is asked of it: who was told, read, signed and acted. */
function proofOf({ id, rev, reader, state, form, report }: TaskView): Element[] {
  const isHandedIn = state === "submitted" || state === "done" || state === "cancelled";
  const shows = reader === "office" ? form === null : reader === "unit" && isHandedIn;
  const isTheirs = report && reader !== "observer" && form === null;
  const papers = isTheirs ? [...ledgerSelect(report, id), ...versionsPart(report, { id, rev })] : [];
  return [...papers, ...(shows ? [button({ label: "办理留痕", act: "task.proof", id, rev })] : [])];
}

function bodyOf(view: TaskView): Element[] {
  if (view.form === "task.supplement.form" && view.reader === "unit" && view.supplementBy)
    return [band(`补充：${view.unit}`, dueInWords(view)), supplementForm(view)];
  if (view.state === "done")
    return [
      ...handedIn(view),
      small(`办公室已审核通过，本项任务办结。${dueInWords(view)}。`),
      ...supplementActs(view),
    ];
  if (view.state === "cancelled")
    return [plain(`本项任务已撤销：${view.cancelReason}。不用再报。`), ...handedIn(view)];
  if (view.state === "submitted") return view.reader === "office" ? reviewOf(view) : waitingOf(view);
  if (view.reader === "office") return officeOf(view);
  if (view.reader === "observer") return [...progressOf(view), small(`由${view.unit}办理。`)];
  return view.state === "issued" ? newOf(view) : reportOf(view);
}

const progressOf = (view: TaskView): Element[] => [...deadline(view), ...demandsOf(view), ...handedIn(view)];

const OFFICE_FORMS: Record<string, (view: TaskView) => Element> = {
  "task.move.form": moveForm,
  "task.cancel.form": cancelForm,
};

/** A task that its unit works on, as the office sees it: what it asks for, or what may be changed. */
function officeOf(view: TaskView): Element[] {
  const open = OFFICE_FORMS[view.form ?? ""];
  if (open) return [...deadline(view), open(view)];
  if (isAsked(view)) return [...deadline(view), ...decideForm(view)];
  return [...progressOf(view), ...officeActs(view), small(`由${view.unit}办理。`)];
}

const NUMERALS = ["①", "②", "③"];

const demandsOf = ({ demands }: TaskView): Element[] => [
  markdown(["**要做什么**", ...demands.map((demand, at) => `${NUMERALS[at] ?? "·"} ${demand}`)].join("<br>")),
];

function newOf(view: TaskView): Element[] {
  const { id, rev, signBy, today, basis, office, recipients } = view;
  return [
    ...deadline(view),
    ...demandsOf(view),
    button({ label: "签收", act: "task.sign", id, rev }, "primary_filled"),
    button({ label: "转办", act: "task.handon", id, rev }),
    ...handsLine(view.hands),
    small(`请于${countedDay(signBy, today)}前签收，签收后在此填报。`),
    fold("依据与联系", [
      small([`依据：${basis}`, `报送到：${office}。`, `同时收到：${recipients.join("、")}。`].join("\n")),
    ]),
  ];
}

function reportOf(view: TaskView): Element[] {
  const { returned, today, form } = view;
  if (form === "task.extend.form") return [...deadline(view), extendForm(view)];
  const back = returned
    ? [
        plain(`退回原因：${cut(returned.reason, REASON_CHARACTERS)}`),
        small(`请改好后于${dayInWords(returned.by, today)}前再次正式报送。`),
      ]
    : [];
  return [
    ...deadline(view),
    ...back,
    ...extensionLine(view),
    reportForm(view),
    ...unitActs(view),
    ...handsLine(view.hands),
    small("也可以直接回复本卡片，例：进度60% 已排查35家，发现隐患12条"),
  ];
}

/** What was handed in: figures, words, files. */
function handedIn(view: TaskView): Element[] {
  const { percent, figures, text, nextStep, files, report } = view;
  const labels = report ? REPORT_LABELS[report.kind] : null;
  const lines: [string, string][] = [
    ["完成进度", percent === null ? "" : `${percent}%`],
    ...figures.map((figure): [string, string] => [figure.label, figureInWords(figure)]),
    [labels?.text ?? "进展情况", text],
    ["下步安排", nextStep],
  ];
  return [
    ...facts(lines),
    ...(report ? reportFacts(report) : []),
    ...supplementLines(view),
    ...(files.length > 0 ? [filesOf(files)] : []),
  ];
}

function waitingOf(view: TaskView): Element[] {
  const { review, today } = view;
  const first = review ? `办公室${countedDay(review.by, today)}前审核完毕` : "等待办公室审核";
  return [
    band(first, `${view.late ? "逾期报送" : "已按时报送"} · ${dueInWords(view)}`),
    ...handedIn(view),
    ...(view.supplementBy ? supplementActs(view) : [small("还要补充材料，直接回复本卡片发照片或文件。")]),
  ];
}

function reviewOf(view: TaskView): Element[] {
  const { id, rev, review, unit, form } = view;
  const waited = review ? `已等${review.waited}天（限${review.limit}天）` : "";
  const how = [waited, dueInWords(view)].filter(Boolean).join(" · ");
  const body = [band(`${unit}${view.late ? "逾期" : "按时"}报送`, how), ...handedIn(view)];
  if (form === "task.return.form") return [...body, returnForm(view)];
  return [
    ...body,
    button({ label: "办结通过", act: "task.pass", id, rev }, "primary_filled"),
    button({ label: "退回", act: "task.return.form", id, rev }, "danger"),
    small("退回要写原因和新的期限。天数为工作日。"),
  ];
}
