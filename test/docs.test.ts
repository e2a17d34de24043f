import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const FOLDERS = ["src", "cards", "migrations", "test"];
const CITED = /(RULES|PLAN-FACTS) (§[\d.]*\d)/g;

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

describe("the rules", () => {
  const rules = readFileSync("docs/rules.md", "utf8");
  const titles = [...rules.matchAll(/^#+ (\S+ §\S+) · /gm)].map(([, id]) => id);

  it("that code and tests cite are all written down", () => {
    const cited = sources.flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(CITED)].map(([, book, section]) => `${book} ${section}`),
    );
    expect(cited).to.have.length.above(10);
    expect([...new Set(cited)].filter((id) => !titles.includes(id))).to.deep.equal([]);
  });

  it("name files that are there", () => {
    const named = [...rules.matchAll(/`((?:[a-z-]+\/)+[a-z-]+(\.test)?\.ts)`/g)].map(([, path, test]) =>
      join(test ? "test" : "src", path!),
    );
    expect(named).to.have.length.above(20);
    expect(named.filter((path) => !sources.includes(path))).to.deep.equal([]);
  });
});
