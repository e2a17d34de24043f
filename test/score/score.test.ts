import { expect } from "chai";
import fc from "fast-check";
import {
  accept,
  mustFreeze,
  mustPublish,
  mustRecount,
  numbersIn,
  object,
  objectBy,
  reject,
  scoredDays,
  yearIn,
  type Objection,
  type ScoreState,
} from "../../src/score/score.ts";
import { perTen, placesOf } from "../../src/score/sums.ts";
import { calendar } from "./build.ts";

const on = (today: string) => ({ now: new Date(`${today}T02:00:00Z`), today, calendar });
type Row = { state: ScoreState; isTrial: boolean; objectBy: string; objection: Objection | null };
const published: Row = { state: "published", isTrial: false, objectBy: "2022-01-11", objection: null };
const asked = { by: "lead", words: "第3条不对", within: 5 };
const office = { by: "clerk", reason: "", sitsThere: false, isOnly: false };

describe("a score's life", () => {
  it("is published once, by nobody while it is counted, and a trial never", () => {
    const counted = { state: "counted" as const, isTrial: false, objectBy: null };
    expect(() => mustPublish(counted)).to.not.throw();
    expect(() => mustPublish({ ...counted, isTrial: true })).to.throw("试算，不能发布");
    expect(() => mustPublish({ ...counted, state: "counting" })).to.throw("还在统计");
    expect(() => mustPublish(published)).to.throw("已经发布");
    expect(() => mustRecount(published)).to.throw("不能重新统计");
    expect(() => mustRecount(counted)).to.not.throw();
  });

  it("may be objected to for five working days, the last included, once", () => {
    const until = objectBy(on("2022-01-04"), "2022-01-04", 5);
    expect(until).to.equal("2022-01-11");
    const open = object(published, asked, on(until));
    expect(open).to.include({ state: "open", decideBy: "2022-01-18", words: "第3条不对" });
    expect(() => object(published, asked, on("2022-01-12"))).to.throw("申诉期到1月11日");
    expect(() => object({ ...published, objection: open }, asked, on(until))).to.throw("一年一次");
    expect(() => object({ ...published, state: "frozen" }, asked, on(until))).to.throw("已定稿");
    expect(() => object({ ...published, state: "counted" }, asked, on(until))).to.throw("还没有发布");
  });

  it("has its objections answered by somebody else than who objected or sits in that unit, unless nobody else is there", () => {
    const open = object(published, asked, on("2022-01-05"));
    const struck = [{ number: 3, points: -7 }];
    expect(() => accept(open, { ...office, sitsThere: true, struck, from: 87 })).to.throw("办公室其他人员");
    expect(() => reject(open, { ...office, by: "lead", reason: "无据" })).to.throw("办公室其他人员");
    expect(accept(open, { ...office, sitsThere: true, isOnly: true, struck, from: 87 }).state).to.equal(
      "accepted",
    );
  });

  it("is corrected by exactly the lines that were struck off, and rejected with a reason", () => {
    const open = object(published, asked, on("2022-01-05"));
    expect(() => accept(open, { ...office, struck: [], from: 87 })).to.throw("还缺：撤哪几条");
    expect(() => reject(open, office)).to.throw("还缺：答复意见");
    const accepted = accept(open, {
      ...office,
      struck: [
        { number: 3, points: -7 },
        { number: 5, points: 2 },
      ],
      from: 87,
    });
    expect(accepted).to.deep.include({ state: "accepted", struck: [3, 5], change: { from: 87, to: 92 } });
    expect(() => reject(accepted, { ...office, reason: "晚了" })).to.throw("已经答复");
    expect(() => reject(null, { ...office, reason: "无" })).to.throw("没有申诉");
  });

  it("is frozen when the days are over and nobody waits", () => {
    expect(() => mustFreeze(published, 1, on("2022-01-12"))).to.throw("还有1家");
    expect(() => mustFreeze(published, 0, on("2022-01-11"))).to.throw("1月12日起才能定稿");
    expect(() => mustFreeze(published, 0, on("2022-01-12"))).to.not.throw();
    expect(() => mustFreeze({ ...published, state: "frozen" }, 0, on("2022-01-12"))).to.throw("已经定稿");
  });

  it("is never open to an answer after it was frozen, in whatever order people press", () => {
    const steps = fc.constantFrom("object", "accept", "reject", "freeze", "nextDay");
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 20 }), (pressed) => {
        let today = "2022-01-10";
        let row = { ...published };
        const tried = (step: string) => {
          if (step === "nextDay") today = calendar.addWorkdays(today, 1);
          if (step === "object") row = { ...row, objection: object(row, asked, on(today)) };
          if (step === "accept")
            row = {
              ...row,
              objection: accept(row.objection, { ...office, struck: [{ number: 1, points: -1 }], from: 90 }),
            };
          if (step === "reject")
            row = { ...row, objection: reject(row.objection, { ...office, reason: "无据" }) };
          if (step === "freeze") {
            mustFreeze(row, row.objection?.state === "open" ? 1 : 0, on(today));
            row = { ...row, state: "frozen" };
          }
        };
        for (const step of pressed) {
          try {
            tried(step);
          } catch (error) {
            expect(String(error)).to.include("Refusal");
          }
          if (row.state === "frozen") expect(row.objection?.state).to.not.equal("open");
        }
      }),
    );
  });
});

describe("what is asked for with 考核", () => {
  const days = { today: "2022-01-04", opens: "2020-12-01", ends: "2022-06-25" };

  it("is a year that is over, or this one as a trial", () => {
    expect(yearIn("2021", days)).to.deep.equal({ year: 2021, isTrial: false });
    expect(yearIn("２０２１年", days)).to.deep.equal({ year: 2021, isTrial: false });
    expect(yearIn("", days)).to.deep.equal({ year: 2022, isTrial: true });
    expect(() => yearIn("2019", days)).to.throw("没有2019年");
    expect(() => yearIn("2022", { ...days, today: "2021-12-31" })).to.throw("还没有到");
    expect(() => yearIn("去年", days)).to.throw("请写年份");
  });

  it("and is the calendar year, but for the days before the campaign began and after it ended", () => {
    const life = { opens: "2020-12-01", ends: "2022-06-30" };
    const days = (year: number, today = "2023-01-04") => scoredDays(year, today, life);
    expect(days(2020)).to.deep.equal({ from: "2020-12-01", last: "2020-12-31" });
    expect(days(2021)).to.deep.equal({ from: "2021-01-01", last: "2021-12-31" });
    expect(days(2022)).to.deep.equal({ from: "2022-01-01", last: "2022-06-30" });
    expect(days(2022, "2022-03-01").last).to.equal("2022-03-01");
    expect(days(2022, "2022-09-01").last).to.equal("2022-06-30");
  });

  it("and the lines to be struck off are numbers however they are typed", () => {
    for (const typed of ["3、7", "第3条、第7条", "3，7", "３ ７", "3和7", "3;7;3"])
      expect(numbersIn(typed), typed).to.deep.equal([3, 7]);
    expect(numbersIn("  ")).to.deep.equal([]);
    expect(() => numbersIn("全部")).to.throw("请写清单里的序号");
  });
});

describe("units beside each other", () => {
  it("say how many were found in every ten checked, and nothing where nothing was checked", () => {
    expect([perTen(12, 42), perTen(0, 42), perTen(3, 0), perTen(3, null)]).to.deep.equal([
      "2.9",
      "0.0",
      null,
      null,
    ]);
  });

  it("give like points the same place", () => {
    expect(placesOf([90, 100, 90, 80])).to.deep.equal([2, 1, 2, 4]);
  });
});
