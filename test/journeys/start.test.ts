import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runningClock } from "../../src/clock.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { openHouse, who } from "../house.ts";

describe("a start", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "duban-start-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const database = () => `sqlite:${join(dir, "duban.sqlite")}`;

  it("in mid-campaign pushes nothing old: the open phase's tasks come at the next reminder time, what is past due is only listed", async () => {
    await using house = await openHouse({ at: "2021-06-18T10:00:00+08:00" });
    await house.settle();
    expect(house.chat.cardsOf(who("jyj_liaison"))).to.deep.equal([]);
    const tasks = await house.app.bot.door((tx) => tx.getRepository(TaskTable).find());
    expect(new Set(tasks.map(({ duty }) => duty))).to.deep.equal(new Set(["OB1", "OB2", "OB3"]));
    const told = house.chat.cardsOf(who("clerk_1")).map(({ content }) => wordsOf(content));
    expect(told.filter((words) => words.includes("启用时有16项任务已过期限"))).to.have.lengthOf(1);
    await house.walkTo("2021-06-21T09:00:00+08:00");
    const cards = house.chat.cardsOf(who("jyj_liaison")).map(({ content }) => wordsOf(content));
    expect(cards).to.have.lengthOf(1);
    expect(cards[0]).to.include("报送第一次工作进展情况");
  });

  it("after a phase opened while the bot was down sends its cards then, once", async () => {
    {
      await using before = await openHouse({ at: "2021-06-30T10:00:00+08:00", database: database() });
      await before.settle();
    }
    await using house = await openHouse({ at: "2021-07-01T09:30:00+08:00", database: database() });
    await house.settle();
    await house.settle();
    const cards = house.chat.cardsOf(who("kjj_liaison")).map(({ content }) => wordsOf(content));
    expect(cards.filter((words) => words.includes("报送第二次工作进展情况"))).to.have.lengthOf(1);
  });

  it("on a rest day, after an outage, rings nobody: what waited comes on the next working morning", async () => {
    await using house = await openHouse({ at: "2021-06-18T10:00:00+08:00" });
    await house.settle();
    house.clock.moveTo(new Date("2021-06-26T10:00:00+08:00"));
    await house.settle();
    expect(house.chat.cardsOf(who("jyj_liaison"))).to.deep.equal([]);
    await house.walkTo("2021-06-28T08:30:00+08:00");
    expect(house.chat.cardsOf(who("jyj_liaison"))).to.have.lengthOf(1);
  });

  it("brings the morning's cards out with a clock that runs on while each is drawn", async () => {
    await using house = await openHouse({ clock: runningClock(new Date("2021-06-18T08:30:00+08:00")) });
    await house.walkTo("2021-06-18T08:45:00+08:00");
    expect(house.chat.cardsOf(who("jyj_liaison"))).to.have.lengthOf(1);
  });

  it("with a changed day for a duty that was issued is refused, and names the duty and both days", async () => {
    {
      await using before = await openHouse({ database: database() });
      await before.settle();
    }
    let said = "";
    try {
      await using house = await openHouse({
        database: database(),
        campaign: (one) => ({
          ...one,
          duties: one.duties.map((duty) => (duty.key === "OB3" ? { ...duty, due: "2021-06-28" } : duty)),
        }),
      });
      await house.settle();
    } catch (error) {
      said = String(error);
    }
    expect(said).to.include("任务 OB3 已下达，期限是 2021-06-25，不能改成 2021-06-28");
  });

  it("with a new unit in the file gives that unit its tasks", async () => {
    {
      await using before = await openHouse({ database: database() });
      await before.settle();
    }
    await using house = await openHouse({
      database: database(),
      campaign: (one) => ({
        ...one,
        units: [
          ...one.units,
          {
            key: "dingzhen",
            name: "丁镇",
            short: "丁镇",
            kind: "locality",
            sectors: [],
            leads: false,
            example: false,
          },
        ],
      }),
    });
    const tasks = await house.app.bot.door((tx) => tx.getRepository(TaskTable).findBy({ unit: "dingzhen" }));
    expect(tasks.map(({ duty }) => duty).toSorted()).to.deep.equal(["OB2", "OB3"]);
  });

  it("finds people by mobile or e-mail, and lists to the office, once, who cannot be found", async () => {
    const mobile = ["139", "0".repeat(8)].join("");
    await using house = await openHouse({
      roster: (rows) =>
        rows.map((row) => {
          if (row.open_id === who("jyj_liaison")) return { ...row, open_id: "", email: "jyj@example.com" };
          return row.open_id === who("kjj_lead") ? { ...row, open_id: "", mobile } : row;
        }),
    });
    await house.app.setOut();
    await house.settle();
    const told = house.chat
      .cardsOf(who("clerk_1"))
      .map(({ content }) => wordsOf(content))
      .filter((words) => words.includes("找不到本人"));
    expect(told).to.have.lengthOf(1);
    expect(told[0])
      .to.include("区教育局 教育局联络员")
      .and.include("区科技局 科技局负责人")
      .and.not.include(mobile);
  });
});
