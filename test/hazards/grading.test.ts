import { expect } from "chai";
import { readCampaigns } from "../../src/campaign/read.ts";
import { criteriaOn, itemNamed } from "../../src/hazards/criteria.ts";
import { grade } from "../../src/hazards/grading.ts";
import { aHazard } from "./a-hazard.ts";
import { listed } from "./tracks.ts";

const [campaign] = readCampaigns("config/campaigns");
const rules = campaign!.hazards;
const pending = aHazard({ grade: "major_pending" });
const to = { grade: "major", criterion: "2017化工第1项", pack: "chem-2017", reason: "" } as const;

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
