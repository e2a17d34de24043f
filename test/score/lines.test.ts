import { expect } from "chai";
import fc from "fast-check";
import { addDays } from "../../src/dates.ts";
import { hazardLines } from "../../src/score/hazard-lines.ts";
import { merged, type ScoreLine } from "../../src/score/line.ts";
import { seatLines } from "../../src/score/seat-lines.ts";
import { taskLines } from "../../src/score/task-lines.ts";
import { aHazard, aReport, aSpan, aYear, calendar, rules } from "./build.ts";

const told = (lines: readonly ScoreLine[]) =>
  lines.map(({ kind, on, times, points }) => [kind, on, times, points]);
const day = (n: number) => addDays("2020-10-01", n);
const anyDay = fc.integer({ min: 0, max: 700 }).map(day);

const back = (on: string) => ({ on, wantedOn: null, handedOn: null });

describe("a report in a score", () => {
  it("handed in by its day is in time, on the day after it is late by that alone", () => {
    expect(told(taskLines(aYear(), aReport({ handedOn: "2021-06-25" })))).to.deep.equal([
      ["report_on_time", "2021-06-25", 1, 2],
    ]);
    expect(told(taskLines(aYear(), aReport({ handedOn: "2021-06-26" })))).to.deep.equal([
      ["report_late", "2021-06-26", 1, -3],
    ]);
  });

  it("late over a weekend costs its working days alone", () => {
    expect(told(taskLines(aYear(), aReport({ handedOn: "2021-06-29" })))).to.deep.equal([
      ["report_late", "2021-06-29", 1, -3],
      ["overdue_day", "2021-06-28", 2, -2],
    ]);
  });

  it("late over the turn of the year costs each year its own days, and is late in the year it came", () => {
    const late = aReport({
      wantedOn: "2021-12-25",
      issuedOn: "2021-12-01",
      signedOn: "2021-12-01",
      handedOn: "2022-01-05",
    });
    expect(told(taskLines(aYear(), late))).to.deep.equal([["overdue_day", "2021-12-27", 5, -5]]);
    const next = aYear({ from: "2022-01-01", last: "2022-12-31" });
    expect(told(taskLines(next, late))).to.deep.equal([
      ["report_late", "2022-01-05", 1, -3],
      ["overdue_day", "2022-01-04", 2, -2],
    ]);
  });

  it("signed for after its days, or never, costs once, on the first day too late", () => {
    for (const signedOn of ["2021-06-04", null])
      expect(told(taskLines(aYear(), aReport({ signedOn })))).to.deep.include([
        "accept_late",
        "2021-06-04",
        1,
        -1,
      ]);
    expect(told(taskLines(aYear(), aReport({ signedOn: "2021-06-03" })))).to.have.lengthOf(1);
  });

  it("that was cancelled, or issued after its own day, was never owed in time", () => {
    expect(taskLines(aYear(), aReport({ isCancelled: true, handedOn: null }))).to.deep.equal([]);
    expect(taskLines(aYear(), aReport({ issuedOn: "2021-07-01", handedOn: "2021-07-05" }))).to.deep.equal([]);
  });

  it("sent back costs each time, and twice on one day is one line that says twice", () => {
    const lines = taskLines(
      aYear(),
      aReport({ returns: ["2021-06-28", "2021-06-28", "2021-06-30"].map((on) => back(on)) }),
    );
    expect(told(merged(lines)).filter(([kind]) => kind === "return")).to.deep.equal([
      ["return", "2021-06-28", 2, -4],
      ["return", "2021-06-30", 1, -2],
    ]);
  });

  it("sent back and not there again on its new day costs each working day after it, until it comes", () => {
    const days = (handedOn: string | null, wantedOn: string | null = "2021-07-02") =>
      told(taskLines(aYear(), aReport({ returns: [{ on: "2021-06-28", wantedOn, handedOn }] }))).filter(
        ([kind]) => kind === "overdue_day",
      );
    expect(days("2021-07-02")).to.deep.equal([]);
    expect(days("2021-07-03")).to.deep.equal([]);
    expect(days("2021-07-06")).to.deep.equal([["overdue_day", "2021-07-05", 2, -2]]);
    expect(days(null, "2021-12-29")).to.deep.equal([["overdue_day", "2021-12-30", 2, -2]]);
    expect(days("2021-07-06", null)).to.deep.equal([]);
  });

  it("in time at first is not in time when what was sent back misses its new day, or never comes again", () => {
    const kinds = (handedOn: string | null, wantedOn: string | null = "2021-07-02", last = "2021-12-31") =>
      taskLines(aYear({ last }), aReport({ returns: [{ on: "2021-06-28", wantedOn, handedOn }] }))
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith("report"));
    expect(kinds("2021-07-02")).to.deep.equal(["report_on_time"]);
    expect(kinds("2021-07-03")).to.deep.equal([]);
    expect(kinds(null)).to.deep.equal([]);
    expect(kinds(null, "2021-07-02", "2021-07-02"), "its day is not over").to.deep.equal(["report_on_time"]);
    expect(kinds(null, "2022-01-20"), "its day lies in the next year").to.deep.equal(["report_on_time"]);
    expect(kinds(null, null), "no day was kept").to.deep.equal(["report_on_time"]);
  });

  it("of any dates gives points of the right sign, within the year, and never both in time and late", () => {
    fc.assert(
      fc.property(
        anyDay,
        anyDay,
        fc.option(anyDay),
        fc.option(anyDay),
        (issuedOn, wantedOn, signedOn, handedOn) => {
          const lines = taskLines(aYear(), aReport({ issuedOn, wantedOn, signedOn, handedOn }));
          for (const { kind, on, times, points } of lines) {
            expect(points).to.equal(rules.weights[kind] * times);
            expect(on >= "2021-01-01" && on <= "2021-12-31").to.equal(true);
            expect(times).to.be.within(1, 366);
          }
          const kinds = lines.map(({ kind }) => kind);
          expect(new Set(kinds).size).to.equal(kinds.length);
          expect(kinds.includes("report_on_time") && kinds.includes("report_late")).to.equal(false);
          if (kinds.includes("report_on_time")) expect(kinds).to.not.include("overdue_day");
        },
      ),
    );
  });

  it("late by any span costs the same in two years as in one long one", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (wantedOn, handedOn) => {
        const task = aReport({ issuedOn: "2020-10-01", wantedOn, handedOn });
        const days = (from: string, last: string) =>
          taskLines(aYear({ from, last }), task).reduce(
            (sum, { kind, times }) => sum + (kind === "overdue_day" ? times : 0),
            0,
          );
        const apart =
          days("2020-01-01", "2020-12-31") +
          days("2021-01-01", "2021-12-31") +
          days("2022-01-01", "2022-12-31");
        expect(apart).to.equal(days("2020-01-01", "2022-12-31"));
        expect(apart).to.equal(Math.max(0, calendar.workdaysBetween(wantedOn, handedOn)));
      }),
    );
  });
});

describe("a hazard in a score", () => {
  it("costs the working days its unit holds it past its day; from 申请销号 on the clock stands still", () => {
    const spans = [
      aSpan(),
      aSpan({ since: "2021-06-30", state: "verify_requested" }),
      aSpan({ since: "2021-08-02", state: "closed" }),
    ];
    expect(told(hazardLines(aYear(), aHazard({ spans })))).to.deep.equal([
      ["overdue_day", "2021-06-28", 3, -3],
    ]);
  });

  it("that a verification sends back overdue goes on in the same line", () => {
    const spans = [
      aSpan(),
      aSpan({ since: "2021-06-28", state: "verify_requested" }),
      aSpan({ since: "2021-07-05", dueOn: "2021-07-06" }),
      aSpan({ since: "2021-07-08", state: "closed", dueOn: "2021-07-06" }),
    ];
    const deeds = [{ on: "2021-07-05", kind: "return" as const, leadUnit: "jyj" }];
    expect(told(hazardLines(aYear(), aHazard({ spans, deeds })))).to.deep.equal([
      ["overdue_day", "2021-06-28", 3, -3],
      ["return", "2021-07-05", 1, -2],
    ]);
  });

  it("given more time in time costs nothing", () => {
    const spans = [
      aSpan(),
      aSpan({ since: "2021-06-24", dueOn: "2021-07-30" }),
      aSpan({ since: "2021-07-20", state: "closed" }),
    ];
    expect(hazardLines(aYear(), aHazard({ spans }))).to.deep.equal([]);
  });

  it("that was voided, or merged into another, costs nothing", () => {
    for (const state of ["voided", "merged"])
      expect(
        hazardLines(aYear(), aHazard({ spans: [aSpan(), aSpan({ since: "2021-09-01", state })] })),
      ).to.deep.equal([]);
  });

  it("costs each unit only the days on which it led", () => {
    const spans = [
      aSpan({ leadUnit: "wjj" }),
      aSpan({ since: "2021-06-29" }),
      aSpan({ since: "2021-07-01", state: "closed" }),
    ];
    const times = (unit: string) =>
      hazardLines(aYear({ unit }), aHazard({ spans })).map((line) => line.times);
    expect([times("wjj"), times("jyj"), times("gaj")]).to.deep.equal([[2], [2], []]);
  });

  it("lies unsigned too long once, though it changed meanwhile", () => {
    const unsigned = { state: "assigned", assignedOn: "2021-06-01" };
    const spans = [
      aSpan(unsigned),
      aSpan({ ...unsigned, since: "2021-06-03", dueOn: "2021-07-01" }),
      aSpan({ since: "2021-06-07", state: "closed" }),
    ];
    expect(
      told(hazardLines(aYear(), aHazard({ spans }))).filter(([kind]) => kind === "accept_late"),
    ).to.deep.equal([["accept_late", "2021-06-03", 1, -1]]);
  });

  it("signed for on the day a unit gets it is in time, whatever another unit refused, handed over or lost before", () => {
    const unsigned = { state: "assigned", assignedOn: "2021-06-01" };
    const signed = aSpan({ since: "2021-06-08", dueOn: "2021-12-31" });
    const refused = [
      aSpan({ ...unsigned, leadUnit: "kjj" }),
      aSpan({ ...unsigned, leadUnit: "kjj", state: "registered", since: "2021-06-02" }),
      aSpan({ ...unsigned, since: "2021-06-08" }),
      signed,
    ];
    const handedOver = [
      aSpan({ ...unsigned, leadUnit: "kjj" }),
      aSpan({ ...unsigned, since: "2021-06-08" }),
      signed,
    ];
    const ruled = [aSpan(), aSpan({ ...unsigned, since: "2021-06-08" }), signed];
    for (const spans of [refused, handedOver, ruled])
      expect(hazardLines(aYear(), aHazard({ spans }))).to.deep.equal([]);
    const late = [...handedOver.slice(0, 2), { ...signed, since: "2021-06-15" }];
    expect(told(hazardLines(aYear(), aHazard({ spans: late })))).to.deep.equal([
      ["accept_late", "2021-06-10", 1, -1],
    ]);
  });

  it("struck off untruly costs more than one that came again, and a weight of its own counts what was struck off in time", () => {
    const deeds = [
      { on: "2021-09-01", kind: "reopening" as const, leadUnit: "jyj" },
      { on: "2021-10-08", kind: "false_closure" as const, leadUnit: "jyj" },
    ];
    const spans = [aSpan(), aSpan({ since: "2021-06-20", state: "closed" })];
    const weights = { ...rules.weights, closed_on_time: 1 };
    expect(told(hazardLines(aYear({ weights }), aHazard({ spans, deeds })))).to.deep.equal([
      ["closed_on_time", "2021-06-20", 1, 1],
      ["reopening", "2021-09-01", 1, -3],
      ["false_closure", "2021-10-08", 1, -10],
    ]);
  });

  it("found and put right by its day never costs, however many are found", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 }), (found, spare) => {
        const since = addDays("2021-02-01", found);
        const dueOn = addDays(since, spare);
        const hazard = aHazard({
          spans: [aSpan({ since, dueOn }), aSpan({ since: dueOn, state: "closed", dueOn })],
        });
        expect(hazardLines(aYear(), hazard)).to.deep.equal([]);
      }),
    );
  });
});

describe("an empty seat in a score", () => {
  it("costs the working days on which nobody at all sat for the unit, each gap in one line", () => {
    const sittings = [
      { since: "2021-03-01", until: "2021-06-17" },
      { since: "2021-06-23", until: "2021-09-01" },
      { since: "2021-09-01", until: null },
    ];
    expect(told(seatLines(aYear(), { sittings, seatedSince: "2021-03-01" }))).to.deep.equal([
      ["orphan_day", "2021-06-18", 3, -3],
    ]);
  });

  it("is not looked for before the district had seats, nor where one of three is taken", () => {
    expect(
      seatLines(aYear(), { sittings: [{ since: "2021-12-20", until: null }], seatedSince: "2021-12-20" }),
    ).to.deep.equal([]);
    const nobody = seatLines(aYear(), { sittings: [], seatedSince: "2021-12-30" });
    expect(told(nobody)).to.deep.equal([["orphan_day", "2021-12-30", 2, -2]]);
  });
});

describe("lines of a score", () => {
  it("stand in one order however they were read, and two of one thing, kind and day are one", () => {
    const lines = [
      aReport({ subject: "task:b", handedOn: "2021-06-30" }),
      aReport({ subject: "task:a", returns: [back("2021-07-01")] }),
    ].flatMap((task) => taskLines(aYear(), task));
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(merged(shuffled)).to.deep.equal(merged(lines));
      }),
    );
  });
});
