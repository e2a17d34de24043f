import { expect } from "chai";
import { officialDocument } from "../../src/files/official.ts";
import type { ReportContent } from "../../src/tasks/report-content.ts";
import { reportDocument } from "../../src/tasks/report-document.ts";
import { xmlOf } from "../files/docx.ts";

const summary: ReportContent = {
  form: "unit",
  kind: "summary",
  campaign: "危险化学品使用安全专项治理行动",
  document: "全面总结材料",
  unit: "区教育局",
  office: "联席会议办公室",
  on: "2022-06-24",
  at: "6月24日 10:00",
  percent: 100,
  figures: [
    { key: "found", label: "发现隐患", unit: "条", value: 9, kept: 9 },
    { key: "trained", label: "培训人员", unit: "人", value: 120, kept: null },
  ],
  differences: [],
  note: "",
  ledger: "发现9条，销号8条（88%），未销号1条，其中逾期0条；重大0条",
  phases: [
    { name: "排查整治", found: 5, closed: 3 },
    { name: "集中攻坚", found: 4, closed: 5 },
  ],
  text: "逐校建台账。",
  problems: "柜子到货晚。",
  next: "每学期回头看一次。",
  cases: [{ id: "a", title: "隐患0003 甲中学", line: "准备室：混放，已销号" }],
  open: [{ id: "b", title: "隐患0009 乙中学", line: "准备室：无通风，7月30日到期" }],
  openCount: 1,
};

describe("a final summary", () => {
  it("says its figures by phase, measures and cases, and names what is carried over", async () => {
    const { paragraphs, body } = xmlOf(await officialDocument(reportDocument(summary)));
    const lines = paragraphs.map(({ text }) => text).filter(Boolean);
    expect(lines.filter((line) => /^[一二三四五六七]、/.test(line))).to.deep.equal([
      "一、工作进展",
      "二、各阶段情况",
      "三、主要做法和成效",
      "四、典型案例",
      "五、存在问题",
      "六、未销号隐患",
      "七、长效机制和下一步",
    ]);
    const table = lines.slice(lines.indexOf("各阶段隐患排查整改") + 1, lines.indexOf("三、主要做法和成效"));
    expect(table).to.deep.equal(["阶段", "发现", "销号", "排查整治", "5", "3", "集中攻坚", "4", "5"]);
    expect(lines).to.include.members([
      "1. 隐患0003 甲中学（准备室：混放，已销号）",
      "1. 隐患0009 乙中学（准备室：无通风，7月30日到期）",
      "台账不计",
      "2022年6月24日",
    ]);
    expect(body.match(/<w:tblHeader\/>/g)?.length).to.equal(2);
  });
});
