import { expect } from "chai";
import fc from "fast-check";
import { readCampaigns } from "../../src/campaign/read.ts";
import { hasFigures, readReport } from "../../src/tasks/report-text.ts";

const [campaign] = readCampaigns("config/campaigns");
const metrics = campaign!.metrics;

const SENTENCES: [said: string, percent: number | null, figures: Record<string, number>][] = [
  ["进度60% 已排查企业35家，发现隐患12条", 60, { checked: 35, found: 12 }],
  ["进度60％，已排查35家", 60, { checked: 35 }],
  ["进度６０％ 排查３５家", 60, { checked: 35 }],
  ["完成进度 80%", 80, {}],
  ["完成百分之七十", null, {}],
  ["进度百分之70", 70, {}],
  ["目前进度为45%，整改12条", 45, { fixed: 12 }],
  ["已排查1,200家，发现隐患36条，完成整改30条", null, { checked: 1200, found: 36, fixed: 30 }],
  ["发现隐患5条，其中重大隐患1条", null, { found: 5, major: 1 }],
  ["开展检查8次，培训人员120人", null, { inspections: 8, trained: 120 }],
  ["今天开了部署会", null, {}],
  ["联系电话8位数字12345678", null, {}],
  ["第3次检查", null, {}],
  ["整改完成10条", null, { fixed: 10 }],
  ["已整改10条，排查企业20家", null, { fixed: 10, checked: 20 }],
  ["", null, {}],
];

describe("a report in words", () => {
  for (const [said, percent, figures] of SENTENCES) {
    it(`“${said}” is understood`, () => {
      expect(readReport(said, metrics)).to.deep.include({ percent, figures, unclear: [] });
    });
  }

  it("with two numbers for one figure is asked about, never guessed", () => {
    const read = readReport("已排查35家，排查40家，已排查36家", metrics);
    expect(read.figures["checked"]).to.equal(undefined);
    expect(read.unclear).to.deep.equal(["已排查写了35、40、36，不知道按哪个"]);
  });

  it("over 100% is asked about", () => {
    expect(readReport("进度160%", metrics)).to.deep.include({ percent: null, unclear: ["进度160%超过100%"] });
  });

  it("is kept whole whatever was understood of it", () => {
    expect(readReport(" 进度60% 其余略 ", metrics).text).to.equal("进度60% 其余略");
  });

  it("finds every figure wherever it stands", () => {
    const figure = fc.record({
      metric: fc.constantFrom(...metrics),
      value: fc.integer({ min: 0, max: 9_999_999 }),
    });
    const figures = fc.uniqueArray(figure, { selector: ({ metric }) => metric.key, minLength: 1 });
    fc.assert(
      fc.property(figures, fc.constantFrom("，", " ", "；", "。", "\n"), (given, between) => {
        const said = given.map(({ metric, value }) => `${metric.label}${value}${metric.unit}`).join(between);
        const read = readReport(said, metrics);
        expect(read.figures).to.deep.equal(
          Object.fromEntries(given.map(({ metric, value }) => [metric.key, value])),
        );
        expect(hasFigures(read)).to.equal(true);
      }),
      { numRuns: 200 },
    );
  });

  it("never fails, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (said) => readReport(said, metrics).text === said.trim()),
    );
  });
});
