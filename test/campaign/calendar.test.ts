import chineseDays from "chinese-days";
import { expect } from "chai";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { readHolidays } from "../../src/campaign/read.ts";
import { addDays } from "../../src/dates.ts";

const calendar = openCalendar(readHolidays("config/holidays.yaml"));

describe("the calendar", () => {
  it("agrees with an independent calendar on every day of 2020–2026", () => {
    const different: string[] = [];
    for (let day = "2020-01-01"; day <= "2026-12-31"; day = addDays(day, 1)) {
      if (calendar.isWorkday(day) === chineseDays.isHoliday(day)) different.push(day);
    }
    expect(different).to.deep.equal([]);
  });

  it("counts the working days of the four phases: 23, 122, 128, 122", () => {
    const phases = [
      ["2020-11-30", "2020-12-31"],
      ["2020-12-31", "2021-06-30"],
      ["2021-06-30", "2021-12-31"],
      ["2021-12-31", "2022-06-30"],
    ] as const;
    expect(phases.map(([from, to]) => calendar.workdaysBetween(from, to))).to.deep.equal([23, 122, 128, 122]);
  });

  it("aims at the last working day on or before a printed date, which itself never moves", () => {
    expect(calendar.targetOf("2021-12-25")).to.equal("2021-12-24");
    expect(calendar.targetOf("2022-06-25")).to.equal("2022-06-24");
    expect(calendar.targetOf("2021-06-25")).to.equal("2021-06-25");
  });

  it("knows which years are announced, and expects the others", () => {
    expect(calendar.isAnnounced("2026-10-01")).to.equal(true);
    expect(calendar.isAnnounced("2027-10-01")).to.equal(false);
    expect(calendar.isWorkday("2031-10-01")).to.equal(true);
  });

  it("is not sure of a count that crosses an unannounced year, nor of the end of December before one", () => {
    expect(calendar.isAnnounced("2026-12-01", "2026-12-23")).to.equal(true);
    expect(calendar.isAnnounced("2026-12-01", "2027-01-15")).to.equal(false);
    expect(calendar.isAnnounced("2027-01-15", "2026-12-01")).to.equal(false);
    expect(calendar.isAnnounced("2026-12-28")).to.equal(false);
    expect(calendar.isAnnounced("2025-12-28")).to.equal(true);
    const skipped = openCalendar([2026, 2028].map((year) => ({ year, announced: true, off: [], work: [] })));
    expect(skipped.isAnnounced("2026-06-01", "2028-06-01")).to.equal(false);
  });

  it("rests and works on the days of the campaign's holiday notices, make-up days included", () => {
    const spans = (written: string) =>
      written.split(" ").flatMap((span) => {
        const [first, last = first] = span.split("/");
        const days = [first!];
        while (days.at(-1)! < last!) days.push(addDays(days.at(-1)!, 1));
        return days;
      });
    const off = spans(
      "2021-01-01/2021-01-03 2021-02-11/2021-02-17 2021-04-03/2021-04-05 2021-05-01/2021-05-05 2021-06-12/2021-06-14 " +
        "2021-09-19/2021-09-21 2021-10-01/2021-10-07 2022-01-01/2022-01-03 2022-01-31/2022-02-06 " +
        "2022-04-03/2022-04-05 2022-04-30/2022-05-04 2022-06-03/2022-06-05",
    );
    const work = spans(
      "2021-02-07 2021-02-20 2021-04-25 2021-05-08 2021-09-18 2021-09-26 2021-10-09 " +
        "2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07",
    );
    expect(off.filter((day) => calendar.isWorkday(day))).to.deep.equal([]);
    expect(work.filter((day) => !calendar.isWorkday(day))).to.deep.equal([]);
    expect(work).to.have.lengthOf(12);
  });

  it("finds the next working day on or after a day", () => {
    expect(calendar.nextWorkday("2021-01-01")).to.equal("2021-01-04");
    expect(calendar.nextWorkday("2021-02-07")).to.equal("2021-02-07");
  });

  it("counts backwards as it counts forwards", () => {
    expect(calendar.addWorkdays("2021-06-25", -5)).to.equal("2021-06-18");
    expect(calendar.addWorkdays("2021-06-18", 5)).to.equal("2021-06-25");
    expect(calendar.workdaysBetween("2021-06-25", "2021-06-18")).to.equal(-5);
  });
});
