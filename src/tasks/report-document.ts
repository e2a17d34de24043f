import { REPORT_LABELS } from "../../cards/task-report.ts";
import { dateInWords } from "../dates.ts";
import type { Block, OfficialDocument } from "../files/official.ts";
import { numbered, section, text } from "../files/official-blocks.ts";
import type { ReportContent } from "./report-content.ts";

/** A unit's report as an official document: figures, its own words, cases, and what is open by name. */
export const reportDocument = (content: ReportContent): OfficialDocument => ({
  title: `${content.unit}关于${content.campaign}${content.document}`,
  number: "",
  recipients: `${content.office}：`,
  blocks: reportBlocks(content),
  issuer: content.unit,
  date: dateInWords(content.on),
});

/** The parts of a report, as they stand in its own document and in the district's. */
export function reportBlocks(content: ReportContent): Block[] {
  const labels = REPORT_LABELS[content.kind];
  const { openCount, open } = content;
  return [
    ...section("工作进展", figuresOf(content)),
    ...(content.kind === "summary" ? section("各阶段情况", phasesOf(content)) : []),
    ...section(labels.text, text(content.text)),
    ...section("典型案例", numbered(content.cases)),
    ...section(labels.problems, text(content.problems)),
    ...section("未销号隐患", [
      ...(openCount === 0 ? text("没有未销号的隐患。") : numbered(open)),
      ...(openCount > open.length ? text(`另有${openCount - open.length}条，见隐患台账。`) : []),
    ]),
    ...section(labels.next, text(content.next)),
  ];
}

function figuresOf({ percent, figures, at, ledger, differences, note }: ReportContent): Block[] {
  const why = note ? `差异说明：${note}` : "未写差异说明。";
  return [
    ...text(`${percent === null ? "" : `总体进度${percent}%。`}数据截至${at}，隐患台账：${ledger}。`),
    {
      kind: "table",
      title: "累计情况",
      columns: [
        { head: "指标", share: 40, align: "left" },
        { head: "填报", share: 30 },
        { head: "台账", share: 30 },
      ],
      rows: figures.map(({ label, unit, value, kept }) => [
        label,
        `${value}${unit}`,
        kept === null ? "台账不计" : `${kept}${unit}`,
      ]),
    },
    ...(differences.length > 0 ? text(`与台账不一致：${differences.join("；")}。${why}`) : []),
  ];
}

const phasesOf = ({ phases }: ReportContent): Block[] => [
  {
    kind: "table",
    title: "各阶段隐患排查整改",
    columns: [
      { head: "阶段", share: 40, align: "left" },
      { head: "发现", share: 30 },
      { head: "销号", share: 30 },
    ],
    rows: phases.map(({ name, found, closed }) => [name, String(found), String(closed)]),
  },
];
