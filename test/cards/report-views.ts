import type { Card } from "../../cards/elements.ts";
import type { ReportView } from "../../cards/task-report.ts";
import type { TaskView } from "../../cards/task-view.ts";

type Typed = (words: string) => string;

const figure = (key: string, label: string, unit: string, value: number, ledger: number | null) => ({
  key,
  label,
  unit,
  value,
  reported: null,
  closing: null,
  ledger,
});

const figures = [
  figure("checked", "已排查", "家", 42, null),
  figure("found", "发现隐患", "条", 18, 16),
  figure("fixed", "完成整改", "条", 12, 12),
  figure("major", "重大隐患", "条", 1, 1),
];

/** The report of 区教育局: 16 found, 12 struck off, one of the four open ones overdue. */
export const reportView = (more: Partial<ReportView>, typed: Typed, open = 4): ReportView => ({
  kind: "progress",
  problems: typed("两所学校的危化品柜到货晚。"),
  note: typed("2条由街道登记，已移交。"),
  cases: ["h12"],
  caseTitles: [typed("隐患0012 甲中学")],
  choices: [
    { value: "h12", text: typed("隐患0012 甲中学") },
    { value: "h13", text: typed("隐患0013 乙中学") },
  ],
  ledger: "发现16条，销号12条（75%），未销号4条，其中逾期1条；重大1条",
  at: "6月18日 09:00",
  open: Array.from({ length: open }, (_, at) => ({
    title: typed(`隐患00${20 + at} 丙中学`),
    line: typed("化学准备室：混放，6月25日（周五）到期"),
  })),
  openCount: open,
  differences: ["发现隐患填18条，台账16条"],
  lists: [
    { key: "found", name: "发现", count: 16 },
    { key: "closed", name: "已销号", count: 12 },
    { key: "open", name: "未销号", count: 4 },
    { key: "overdue", name: "逾期未改", count: 1 },
    { key: "major", name: "重大", count: 1 },
  ],
  versions: [typed("第1版　6月18日 09:00　教育局联络员　文件校验1a2b3c4d")],
  ...more,
});

/** A report that is filled in from the ledger, as its unit and the office see it (RULES §7 T3). */
export function reportCards(task: (more: Partial<TaskView>) => Card, typed: Typed): Record<string, Card> {
  const report = reportView({}, typed);
  const light = "green" as const;
  const review = { by: { on: "2021-06-25", expected: false }, waited: 0, limit: 5 };
  const office = { state: "submitted", reader: "office", light, review, cause: "绿灯：等待审核" } as const;
  return {
    "task-ledger-form": task({ figures, report }),
    "task-ledger-none": task({
      figures: figures.map((each) => ({ ...each, value: 0, ledger: 0 })),
      report: reportView(
        {
          problems: "",
          note: "",
          cases: [],
          choices: [],
          ledger: "发现0条，销号0条，未销号0条，其中逾期0条；重大0条",
          lists: [],
          differences: [],
        },
        typed,
        0,
      ),
    }),
    "task-ledger-many": task({
      figures,
      state: "returned",
      returned: { reason: typed("缺长效机制"), by: "2021-06-24" },
      report: reportView(
        {
          choices: Array.from({ length: 20 }, (_, at) => ({
            value: `0190a1b2-c3d4-7e5f-8a6b-0000000000${10 + at}`,
            text: typed(`隐患00${10 + at} 丙中学`),
          })),
          cases: ["0190a1b2-c3d4-7e5f-8a6b-000000000012"],
          versions: [1, 2, 3, 4].map((each) => `第${each}版　6月18日 09:00　教育局联络员　文件校验1a2b3c4d`),
        },
        typed,
        40,
      ),
    }),
    "task-ledger-review": task({ ...office, figures, report }),
    "task-ledger-summary": task({
      ...office,
      title: "报送全面总结材料",
      figures,
      report: reportView({ kind: "summary", note: "", differences: [] }, typed),
    }),
  };
}
