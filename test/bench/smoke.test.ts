import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { processOf } from "../commands.ts";

/** What runs anywhere; the others want a database server. `start` and `memory` build first, and are run by hand. */
const ANYWHERE = ["gate", "outbox", "takeover", "mornings", "audit", "ledger", "bulletin", "year"];
const WITH_SERVER = ["event", "click", "digest", "search", "plan", "claim", "apply", "replicas"];

/** The lines of some benchmarks, each run as one small pair. */
function smoke(names: readonly string[]): Record<string, unknown>[] {
  const args = [...processOf("bench/run"), "--smoke", ...names];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    timeout: 170_000,
  });
  expect(status, stderr).to.equal(0);
  const lines = stdout.trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("the benchmarks", () => {
  const groups = [{ where: "anywhere", names: ANYWHERE }];
  if (process.env["TEST_MYSQL_URL"] !== "")
    groups.push({ where: "on a database server", names: WITH_SERVER });

  for (const { where, names } of groups) {
    it(`that run ${where} print one line each with their figures, what is asked and whether it holds`, () => {
      const lines = smoke(names);
      expect(lines.map(({ bench }) => bench)).to.deep.equal(names);
      for (const line of lines) expect(line).to.include.all.keys("must", "holds");
      expect(lines.filter(({ refused = 0, doubled = 0 }) => refused !== 0 || doubled !== 0)).to.deep.equal(
        [],
      );
      for (const { bench, wrong } of lines) if (bench === "takeover") expect(wrong).to.deep.equal([]);
    }).timeout(180_000);
  }
});
