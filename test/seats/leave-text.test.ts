import { expect } from "chai";
import { readLeave } from "../../src/seats/leave-text.ts";

const TODAY = "2021-06-18";
const asked = (
  fromOn: string | null,
  toOn: string | null,
  cover: string | null,
  who: string | null = null,
) => ({
  who,
  fromOn,
  toOn,
  cover,
});

describe("a leave asked for in words", () => {
  const said: [words: string, read: ReturnType<typeof asked>][] = [
    [" 6月20日至25日，由B角代", asked("2021-06-20", "2021-06-25", "B角")],
    ["６月２０日至２５日，由Ｂ角代", asked("2021-06-20", "2021-06-25", "B角")],
    [" 6.20-6.25", asked("2021-06-20", "2021-06-25", null)],
    [" 6.20—25 由教育局检查人员1代办", asked("2021-06-20", "2021-06-25", "教育局检查人员1")],
    [" 6-20到6-25 教育局B角代", asked("2021-06-20", "2021-06-25", "教育局B角")],
    [" 2021年6月20日～2021年7月2日，请B角顶替", asked("2021-06-20", "2021-07-02", "B角")],
    [" 6月21号", asked("2021-06-21", "2021-06-21", null)],
    ["：6 月 21 日 由 教育局B角 代", asked("2021-06-21", "2021-06-21", "教育局B角")],
    [" 明天，由B角代", asked("2021-06-19", "2021-06-19", "B角")],
    [" 6月21日起3天", asked("2021-06-21", "2021-06-23", null)],
    [" 教育局联络员 6月21日至23日，由B角代", asked("2021-06-21", "2021-06-23", "B角", "教育局联络员")],
    [" 教育局联络员，6.21", asked("2021-06-21", "2021-06-21", null, "教育局联络员")],
    ["", asked(null, null, null)],
    [" 由B角代", asked(null, null, "B角")],
    [" 2月30日", asked(null, null, null)],
  ];
  for (const [words, read] of said)
    it(`“请假${words}” is understood`, () => expect(readLeave(words, TODAY)).to.deep.equal(read));

  it("over the turn of the year, days without a year are the coming ones", () => {
    expect(readLeave(" 12月30日至1月2日", "2021-12-28")).to.include({
      fromOn: "2021-12-30",
      toOn: "2022-01-02",
    });
    expect(readLeave(" 1.4-1.5", "2021-12-28")).to.include({ fromOn: "2022-01-04", toOn: "2022-01-05" });
  });

  it("days that have passed stay in the past, to be refused and not moved to next year", () => {
    expect(readLeave(" 6月14日至16日", TODAY)).to.include({ fromOn: "2021-06-14", toOn: "2021-06-16" });
  });
});
