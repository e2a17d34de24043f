import { expect } from "chai";
import { figuresOf, periodIn, statisticsOf, type Known } from "../../src/hazards/statistics.ts";
import { listed, major } from "./tracks.ts";

const quarter = periodIn("2021 2")!;
const known = (id: string, more: Partial<Known> = {}): Known => ({
  ...major({ id, foundOn: "2021-05-10" }),
  closedOn: null,
  ...more,
});

describe("statistics of major hazards (RULES §5.7)", () => {
  it("are of a quarter or a year, however it is written", () => {
    const second = {
      key: "2021-2",
      name: "2021年第2季度",
      from: "2021-04-01",
      until: "2021-07-01",
    };
    for (const typed of ["2021 2", "2021-2", "2021年第二季度", "２０２１ ２", "2021Q2", "2021 2季度"])
      expect(periodIn(typed), typed).to.deep.equal(second);
    expect(periodIn("2021年")).to.deep.equal({
      key: "2021",
      name: "2021年",
      from: "2021-01-01",
      until: "2022-01-01",
    });
    expect(periodIn("2021 4")).to.include({ from: "2021-10-01", until: "2022-01-01" });
    for (const typed of ["", "上季度", "2021 5", "21 2"]) expect(periodIn(typed), typed).to.equal(null);
  });

  it("count what was found, struck off, listed, lifted and closed down within the period, and what was open at its end", () => {
    const figures = (more: Partial<Known>) => figuresOf(known("h", more), quarter);
    expect(figures({})).to.deep.equal(["found", "open"]);
    expect(figures({ foundOn: "2021-03-31" })).to.deep.equal(["open"]);
    expect(figures({ foundOn: "2021-07-01" })).to.deep.equal([]);
    expect(figures({ state: "closed", closedOn: "2021-06-30" })).to.deep.equal(["found", "rectified"]);
    expect(figures({ state: "closed", closedOn: "2021-07-01" })).to.deep.equal(["found", "open"]);
    const lifted = { ...listed, state: "lifted" as const, liftedOn: "2021-06-20" };
    expect(figures({ foundOn: "2021-03-01", listing: lifted })).to.deep.equal(["open", "listed", "lifted"]);
  });

  it("never count a close-down as rectified, nor what was voided or merged at all", () => {
    const closeDown = {
      by: "x",
      proposedOn: "2021-06-01",
      reason: "",
      minute: "",
      decision: "",
      proof: "",
      decidedOn: "2021-06-10",
    };
    expect(figuresOf(known("h", { state: "shut_down", closeDown }), quarter)).to.deep.equal([
      "found",
      "shut",
    ]);
    for (const state of ["voided", "merged"] as const)
      expect(figuresOf(known("h", { state }), quarter)).to.deep.equal([]);
  });

  it("name the hazards behind each figure, and add up by unit", () => {
    const { figures, units } = statisticsOf(
      [
        known("a"),
        known("b", { leadUnit: "wjj", state: "closed", closedOn: "2021-06-01" }),
        known("c", { foundOn: "2022-01-01" }),
      ],
      quarter,
    );
    expect(figures).to.deep.include({ found: ["a", "b"], rectified: ["b"], open: ["a"] });
    expect(units.map(({ unit, ids }) => [unit, ids])).to.deep.equal([
      ["jyj", ["a"]],
      ["wjj", ["b"]],
    ]);
    for (const key of ["found", "rectified", "open", "listed", "lifted", "shut"] as const)
      expect(units.reduce((sum, unit) => sum + unit.figures[key], 0)).to.equal(figures[key].length);
  });
});
