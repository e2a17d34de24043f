import { expect } from "chai";
import { readCampaigns } from "../../src/campaign/read.ts";
import { criteriaOn, itemNamed, penaltiesOn } from "../../src/hazards/criteria.ts";
import { grade } from "../../src/hazards/grading.ts";
import { aHazard } from "./a-hazard.ts";
import { listed } from "./tracks.ts";

const [campaign] = readCampaigns("config/campaigns");
const rules = campaign!.hazards;
const pending = aHazard({ grade: "major_pending" });
const to = { grade: "major", criterion: "2017化工第1项", pack: "chem-2017", reason: "" } as const;

describe("what the law says of a finding (RULES §15)", () => {
  it("is the law in force on the day it was found: none on record before 1 September 2021, the new act beside it from 1 May 2026", () => {
    const laws = (on: string) => [...new Set(penaltiesOn(rules, on).map(({ law }) => law))];
    expect(laws("2021-08-31")).to.deep.equal([]);
    expect(laws("2021-09-01")).to.deep.equal(["安全生产法（2021年）"]);
    expect(laws("2026-04-30")).to.deep.equal(["安全生产法（2021年）"]);
    expect(laws("2026-05-01")).to.deep.equal(["安全生产法（2021年）", "危险化学品安全法"]);
    const permit = (on: string) => penaltiesOn(rules, on).find(({ finding }) => finding.includes("许可证"));
    expect(permit("2026-04-30")).to.equal(undefined);
    expect(permit("2026-05-01")).to.include({ article: "第100条" });
  });

  it("ends with the day on which it is repealed", () => {
    const repealed = { penalties: [{ ...rules.penalties[0]!, from: "2021-09-01", to: "2022-01-01" }] };
    expect(penaltiesOn(repealed, "2021-12-31")).to.have.length(1);
    expect(penaltiesOn(repealed, "2022-01-01")).to.have.length(0);
  });
});

describe("the grade of a hazard", () => {
  it("is judged by the lists in force on the day it was found: 20 and 59 items in 2021, none of 2017's trade list from 15 May 2023", () => {
    const packs = (on: string) => criteriaOn(rules, on).map(({ pack }) => pack);
    expect(packs("2021-06-08").filter((pack) => pack === "chem-2017")).to.have.length(20);
    expect(packs("2021-06-08").filter((pack) => pack === "industry-2017")).to.have.length(59);
    expect(packs("2023-05-14")).to.include("industry-2017");
    expect(packs("2023-05-15")).not.to.include("industry-2017");
    expect(itemNamed(rules, "2023-05-15", "industry-2017:1")).to.equal(null);
    expect(itemNamed(rules, "2021-06-08", "chem-2017:1")).to.include({
      name: "2017化工第1项 负责人和安管人员未考核合格",
    });
  });

  it("is confirmed by an item or a reason, and keeps the list it was judged by", () => {
    expect(grade(pending, to)).to.include({
      grade: "major",
      criterionRef: "2017化工第1项",
      rulePack: "chem-2017",
    });
    expect(() => grade(pending, { ...to, criterion: "" })).to.throw("判定依据或原因");
  });

  it("is lowered with a reason only, and never while the hazard is listed", () => {
    const general = { ...to, grade: "general", criterion: "" } as const;
    const major = aHazard({ grade: "major" });
    expect(() => grade(major, general)).to.throw("要写原因");
    expect(grade(major, { ...general, reason: "现场复核不属清单情形" })).to.include({ grade: "general" });
    expect(() => grade({ ...major, listing: listed }, { ...general, reason: "现场复核" })).to.throw("先摘牌");
  });

  it("that does not change is not confirmed twice", () => {
    const graded = grade(pending, to);
    expect(() => grade(graded, to)).to.throw("没有变化");
  });
});
