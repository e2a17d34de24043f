import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { HolidayYear } from "../../src/campaign/calendar.ts";
import { NoticeTable } from "../../src/campaign/notices.ts";
import type { RosterRow } from "../../src/campaign/roster.ts";
import { dayOf } from "../../src/dates.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { openHouse, who, type House } from "../house.ts";

/** As before the notice of 2021 was out: Monday to Friday, less nothing. */
const unannounced = (shipped: readonly HolidayYear[]) =>
  shipped.map((each) => (each.year === 2021 ? { ...each, announced: false, off: [], work: [] } : each));
const roster = (rows: RosterRow[]) =>
  rows.filter(({ open_id }) => ["jyj_liaison", "jyj_lead", "clerk_1"].map(who).includes(open_id));
const saying = (house: House, handle: string, words: string): string[] =>
  house.chat
    .cardsOf(who(handle))
    .map(({ content }) => wordsOf(content))
    .filter((card) => card.includes(words));

describe("a holiday notice that is loaded in mid-campaign", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "duban-notices-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const database = () => `sqlite:${join(dir, "duban.sqlite")}`;

  it("before it, a card says its working days are only expected", async () => {
    await using house = await openHouse({ at: "2021-06-07T08:30:00+08:00", holidays: unannounced, roster });
    await house.walkTo("2021-06-07T09:00:00+08:00");
    expect(saying(house, "jyj_liaison", "6月25日（周五）· 预计还剩14个工作日")).to.not.equal("");
  });

  it("moves the reminders, and tells the office once what moved; the printed days stay", async () => {
    {
      await using house = await openHouse({
        database: database(),
        at: "2021-06-07T10:00:00+08:00",
        holidays: unannounced,
        roster,
      });
      await house.app.setOut();
    }
    await using house = await openHouse({ database: database(), at: "2021-06-07T11:00:00+08:00", roster });
    await house.app.setOut();
    await house.settle();
    const told = saying(house, "clerk_1", "2021年放假安排已公布");
    expect(told).to.have.lengthOf(1);
    expect(told[0])
      .to.include("2021年放假安排已公布，改为休息1月1日（周五）、2月11日（周四）、2月12日（周五）")
      .and.include("报送第一次工作进展情况：提前10个工作日的提醒由6月11日（周五）改为6月10日（周四）（16项）")
      .and.not.include("报送第二次工作进展情况");
    await house.app.setOut();
    await house.settle();
    expect(saying(house, "clerk_1", "2021年放假安排已公布")).to.have.lengthOf(1);
    const kept = await house.app.bot.door((tx) => tx.getRepository(NoticeTable).findBy({ year: 2021 }));
    expect(kept.map(({ announced }) => announced)).to.deep.equal([false, true]);
  });

  it("does not tell a step twice that was told before it moved", async () => {
    const restful = (shipped: readonly HolidayYear[]) =>
      shipped.map((each) => (each.year === 2021 ? { ...each, off: [...each.off, "2021-06-23"] } : each));
    const heard = (house: House) =>
      house.chat
        .cardsOf(who("jyj_liaison"))
        .filter(({ versions }) => versions.some((each) => wordsOf(each).includes("还剩3个工作日1件"))).length;
    const opened = { database: database(), roster };
    {
      await using house = await openHouse({ ...opened, at: "2021-06-18T10:00:00+08:00", holidays: restful });
      await house.walkTo("2021-06-21T10:00:00+08:00");
      expect(heard(house)).to.equal(1);
    }
    await using house = await openHouse({ ...opened, at: "2021-06-21T11:00:00+08:00" });
    await house.walkTo("2021-06-22T10:00:00+08:00");
    expect(heard(house), "by the new calendar three days are left only now").to.equal(0);
    await house.walkTo("2021-06-24T10:00:00+08:00");
    expect(house.chat.cardsOf(who("jyj_liaison")), "the next step comes").to.have.lengthOf(1);
  });

  it("lets nothing ring on a day that it has made a rest day", async () => {
    const at = "2021-06-11T20:30:00+08:00";
    const open = (holidays: typeof unannounced) => openHouse({ database: database(), at, holidays, roster });
    const rings = (house: House) =>
      house.app.bot.door(async (tx) => {
        const rows = await tx.getRepository(OutboxTable).findBy({ state: "waiting" });
        return [...new Set(rows.map(({ visibleAt }) => dayOf(new Date(visibleAt), "Asia/Shanghai")))];
      });
    {
      await using house = await open(unannounced);
      expect(await rings(house)).to.deep.equal(["2021-06-14"]);
    }
    await using house = await open((shipped) => [...shipped]);
    expect(await rings(house)).to.deep.equal(["2021-06-15"]);
  });
});
