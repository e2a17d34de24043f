import { fold } from "./blocks.ts";
import { button, choice } from "./buttons.ts";
import { facts, plain, small, type Element } from "./elements.ts";
import { input, multiSelect, type Option } from "./form.ts";
import { cut } from "./text.ts";

const TEXT_CHARACTERS = 1000;
const NOTE_CHARACTERS = 300;
/** So many open items are named on the card; the document names them all. */
const NAMED = 5;
const TITLE = 24;
const LINE = 40;
const VERSIONS = 3;
const VERSION = 60;

/** What a report says beside its figures, and what the ledger says of it. */
export type ReportView = {
  kind: "progress" | "summary";
  problems: string;
  note: string;
  /** Picked as cases, by their ids; and as they are named. */
  cases: readonly string[];
  caseTitles: readonly string[];
  choices: readonly Option[];
  /** `发现16条，销号12条（75%），…`, and as of when. */
  ledger: string;
  at: string;
  open: readonly { title: string; line: string }[];
  openCount: number;
  /** `发现隐患填18条，台账16条` */
  differences: readonly string[];
  /** The ledger's figures, each opens its list. */
  lists: readonly { key: string; name: string; count: number }[];
  /** What was handed in, each with its time, person and hash. */
  versions: readonly string[];
};

export const REPORT_LABELS = {
  progress: { text: "主要做法", problems: "存在问题", next: "下一步安排" },
  summary: { text: "主要做法和成效", problems: "存在问题", next: "长效机制和下一步" },
} as const;

/** Why figures differ from the ledger, what is wrong, and which hazards stand as cases. */
export const judgementOf = ({ kind, problems, cases, choices }: ReportView): Element[] => [
  input({
    name: "problems",
    label: REPORT_LABELS[kind].problems,
    value: problems,
    most: TEXT_CHARACTERS,
    rows: 2,
    placeholder: "什么做不到、为什么、要谁帮",
  }),
  ...(choices.length > 0
    ? multiSelect({ name: "cases", label: "典型案例" }, choices.map(briefly), cases)
    : []),
];

const briefly = ({ value, text }: Option): Option => ({ value, text: cut(text, TITLE) });

/** The ledger's figures, and the note for those that were edited (RULES §7 T3). */
export const ledgerOf = ({ ledger, at, note }: ReportView): Element[] => [
  ...(ledger ? [small(`台账截至${at}：${ledger}。已按台账填好，改了的请写差异说明。`)] : []),
  input({
    name: "note",
    label: "差异说明",
    value: note,
    most: NOTE_CHARACTERS,
    placeholder: "填的数和台账不一致时，写明原因",
  }),
];

/** Open items by name, folded. */
export function openItems({ open, openCount }: ReportView): Element[] {
  if (openCount === 0) return [];
  const rest = openCount > NAMED ? [`另有${openCount - NAMED}条，都写在文件里。`] : [];
  const lines = open.slice(0, NAMED).map(({ title, line }) => `${cut(title, TITLE)}　${cut(line, LINE)}`);
  return [fold(`未销号隐患（${openCount}）`, [plain([...lines, ...rest].join("\n"))])];
}

/** For the office, and once it is handed in: what differs and why, problems, cases. */
export function reportFacts({ problems, note, caseTitles, differences, at }: ReportView): Element[] {
  const differs = differences.length > 0 ? differences.join("；") : "与台账一致";
  const why = differences.length > 0 ? note || "未写" : note;
  return facts([
    ["对台账", `${differs}（台账截至${at}）`],
    ["差异说明", why],
    ["存在问题", problems],
    ["典型案例", caseTitles.join("、")],
  ]);
}

/** Opens the hazards behind a figure of the ledger, as they stood when it was asked. */
export const ledgerSelect = ({ lists }: ReportView, id: string): Element[] =>
  lists.length === 0
    ? []
    : [
        choice(
          { label: "打开台账清单", act: "task.list", id, rev: 0 },
          lists.map(({ key, name, count }) => ({ text: `${name}${count}条`, value: key })),
        ),
      ];

/** The newest versions that were handed in, and what sends them all. */
export function versionsPart({ versions }: ReportView, { id, rev }: { id: string; rev: number }): Element[] {
  if (versions.length === 0) return [];
  const earlier = versions.length > VERSIONS ? [`共${versions.length}版，最近${VERSIONS}版：`] : [];
  const lines = versions.slice(-VERSIONS).map((version) => cut(version, VERSION));
  return [
    small([...earlier, ...lines].join("\n")),
    button({ label: "发我各版报告", act: "task.papers", id, rev }),
  ];
}
