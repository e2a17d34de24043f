import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { capacityMistakes, secondsToSend } from "../../src/campaign/capacity.ts";
import { readHouse } from "../../src/house.ts";

describe("a plan that must arrive in time", () => {
  const [campaign] = readHouse("./config").campaigns;

  it("is taken as shipped, and for a province's hundred thousand receivers", () => {
    expect(capacityMistakes(campaign!, () => 3)).to.deep.equal([]);
    expect(secondsToSend(100_000)).to.equal(6_158);
    expect(capacityMistakes(campaign!, () => 6_000)).to.deep.equal([]);
  });

  it("is refused with the day, the figure and what would fit when it cannot", () => {
    const [mistake] = capacityMistakes(campaign!, () => 60_000);
    expect(mistake).to.match(/^期限 \d{4}-\d{2}-\d{2}：\d{2}:\d{2} 要发\d+张，要\d+分钟，赶不到/);
    expect(mistake).to.match(/最多\d+张/);
  });

  it("is refused where the house is read: nothing starts with it", () => {
    const dir = mkdtempSync(join(tmpdir(), "duban-config-"));
    cpSync("./config", dir, { recursive: true });
    const file = join(dir, "campaigns", "hazchem-use-2020.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace('at: "08:40"', 'at: "19:59"'));
    try {
      expect(() => readHouse(dir)).to.throw(/赶不到 20:00 免打扰之前/);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
