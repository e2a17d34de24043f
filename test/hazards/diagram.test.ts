import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { hazardsPage } from "./diagram.ts";

const PATH = "docs/hazards.md";

describe("the page on a hazard's life", () => {
  it("says what the table of acts says", () => {
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(PATH, hazardsPage());
    expect(readFileSync(PATH, "utf8")).to.equal(hazardsPage());
  });
});
