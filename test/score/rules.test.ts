import { expect } from "chai";
import { Campaign } from "../../src/campaign/definition.ts";
import { ScoreRules, SCORE_KINDS } from "../../src/campaign/score-rules.ts";
import { readHouse } from "../../src/house.ts";

const mistakes = (score: object): string[] =>
  ScoreRules.safeParse(score).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];

describe("the score in a campaign file", () => {
  it("may be left out, and is full of defaults that rank nobody", () => {
    expect(ScoreRules.parse(undefined)).to.equal(null);
    const rules = ScoreRules.parse({});
    expect(rules).to.deep.include({ base: 100, ranking: false, objection_days: 5, decision_days: 5 });
    expect(Object.keys(rules!.weights).toSorted()).to.deep.equal(SCORE_KINDS.toSorted());
  });

  it("is shipped with every weight written out, as it would be without", () => {
    const { score } = readHouse("./config").campaigns[0]!;
    expect(score!.weights).to.deep.equal(ScoreRules.parse({})!.weights);
  });

  it("refuses a reward for being late and a loss for being in time, with the place and the rule", () => {
    expect(mistakes({ weights: { report_late: 3 } })).to.deep.equal([
      "weights.report_late 这一项是扣分，只能是0或负数；写0就不计",
    ]);
    expect(mistakes({ weights: { report_on_time: -1 } })).to.deep.equal([
      "weights.report_on_time 这一项是加分，只能是0或正数；写0就不计",
    ]);
    expect(mistakes({ weights: { overdue_day: -0.5 } })).to.deep.equal(["weights.overdue_day 应是整数"]);
    expect(mistakes({ objection_days: 0 })).to.deep.equal(["objection_days 至少1个工作日"]);
    expect(mistakes({ weights: { logins: 1 } })).to.have.lengthOf(1);
  });

  it("counts what was checked by a metric of the campaign", () => {
    const shipped = readHouse("./config").campaigns[0]!;
    const read = Campaign.safeParse({ ...shipped, score: { ...shipped.score, checked: "visits" } });
    expect(read.error?.issues.map(({ message }) => message)).to.include(
      "没有“visits”这个指标，应是 metrics 里的一个 key",
    );
  });
});
