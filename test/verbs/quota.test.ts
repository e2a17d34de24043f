import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openDatabase } from "../../src/db/database.ts";
import { migrate } from "../../src/db/migrate.ts";
import { QuotaTable } from "../../src/jobs/quota.ts";
import { TABLES } from "../../src/tables.ts";
import { quotaIn } from "../../src/verbs/quota.ts";

const NOW = new Date("2021-06-30T16:30:00Z");
const ZONE = "Asia/Shanghai";

describe("what check says of the month's calls", () => {
  it("is how many there were in the district's month, of how many, and whether Feishu still takes them", async () => {
    const dir = mkdtempSync(join(tmpdir(), "duban-quota-"));
    const db = await openDatabase(`sqlite:${join(dir, "x.sqlite")}`, TABLES);
    await migrate(db);
    const say = async (most: number | null) => {
      const { what, state, note } = await quotaIn(db, most, ZONE, NOW);
      return `${state} ${what}：${note}`;
    };
    const rows = db.getRepository(QuotaTable);
    await rows.insert({ districtId: "app", month: "2021-06", calls: 9_999, refusedAt: null });
    expect(await say(1_000)).to.equal("好 飞书接口 2021-07：已用0次，额度1000次");
    await rows.insert({ districtId: "app", month: "2021-07", calls: 699, refusedAt: null });
    expect(await say(null)).to.include("好 飞书接口 2021-07：已用699次；额度写在 FEISHU_MONTHLY_CALLS");
    expect(await say(1_000)).to.equal("好 飞书接口 2021-07：已用699次，额度1000次");
    expect(await say(998)).to.equal("注意 飞书接口 2021-07：已用699次，额度998次");
    await rows.update({ month: "2021-07" }, { refusedAt: NOW.getTime() - 60_000 });
    expect(await say(null)).to.match(/^错 .*用完了/);
    await db.destroy();
    rmSync(dir, { recursive: true, force: true });
  });
});
