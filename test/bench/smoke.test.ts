import { spawnSync } from "node:child_process";
import { expect } from "chai";

/** What runs anywhere; the others want a database server. `start` and `memory` build first, and are run by hand. */
const ANYWHERE = ["gate", "outbox", "takeover", "mornings", "audit", "ledger", "bulletin", "year"];
const WITH_SERVER = ["event", "click", "digest", "search", "plan", "claim", "apply", "replicas"];

describe("the benchmarks", () => {
  it("each run as one small pair and print one line with their figures, what is asked and whether it holds", () => {
    const names = process.env["TEST_MYSQL_URL"] === "" ? ANYWHERE : [...ANYWHERE, ...WITH_SERVER];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "bench/run.ts", "--smoke", ...names],
      { encoding: "utf8", timeout: 170_000 },
    );
    expect(status, stderr).to.equal(0);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ bench }) => bench)).to.deep.equal(names);
    for (const line of lines) expect(line).to.include.all.keys("must", "holds");
    expect(lines.filter(({ refused = 0, doubled = 0 }) => refused !== 0 || doubled !== 0)).to.deep.equal([]);
    expect(lines.find(({ bench }) => bench === "takeover")?.["wrong"]).to.deep.equal([]);
  }).timeout(180_000);
});
