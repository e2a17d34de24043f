import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Campaign, Change } from "../../src/campaign/definition.ts";
import type { RosterRow } from "../../src/campaign/roster.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { openHouse, who, type House } from "../house.ts";

const MOVED: Change = {
  duty: "OB3",
  units: "all",
  from: "2021-06-25",
  to: "2021-06-30",
  reason: "与全市检查合并",
};
const stating =
  (...changes: Change[]) =>
  (shipped: Campaign): Campaign => ({ ...shipped, changes });

const taskOf = (house: House, unit: string) =>
  house.app.bot.door((tx) => tx.getRepository(TaskTable).findOneByOrFail({ unit, duty: "OB3" }));
/** The cards of a person that say this. */
const saying = (house: House, handle: string, words: string): string[] =>
  house.chat
    .cardsOf(who(handle))
    .map(({ content }) => wordsOf(content))
    .filter((card) => card.includes(words));
/** A few people are enough: each restart meets a fresh Feishu. */
const roster = (rows: RosterRow[]) =>
  rows.filter(({ open_id }) => ["jyj_liaison", "jyj_lead", "clerk_1"].map(who).includes(open_id));

describe("a campaign file that is changed in mid-campaign", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "duban-changes-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const database = () => `sqlite:${join(dir, "duban.sqlite")}`;

  /** The tasks are issued by the file as it was; their cards wait for the next morning. */
  const before = async () => {
    await using house = await openHouse({ database: database(), at: "2021-06-18T10:00:00+08:00", roster });
    await house.app.setOut();
  };
  const after = (campaign: (shipped: Campaign) => Campaign, at = "2021-06-21T10:00:00+08:00") =>
    openHouse({ database: database(), at, campaign, roster });

  it("moves a day when a line states it with its reason: every unit is told, the first day stays visible, the office hears it once", async () => {
    await before();
    await using house = await after(stating(MOVED));
    await house.settle();
    expect((await taskOf(house, "jyj")).dueOn).to.equal("2021-06-30");
    const [card] = saying(house, "jyj_liaison", "6月30日（周三）· 还剩");
    expect(card).to.include("原定6月25日（周五），已改期：与全市检查合并");
    expect(saying(house, "clerk_1", "改期：报送第一次工作进展情况")).to.have.lengthOf(1);
    const cards = house.chat.cardsOf(who("jyj_liaison")).length;
    await house.app.setOut();
    await house.settle();
    expect(house.chat.cardsOf(who("jyj_liaison"))).to.have.lengthOf(cards);
  });

  it("chases by the new day alone", async () => {
    await before();
    await using house = await after(stating(MOVED));
    await house.walkTo("2021-06-28T12:00:00+08:00");
    expect(saying(house, "jyj_liaison", "6月30日（周三）· 逾期")).to.deep.equal([]);
    await house.walkTo("2021-07-01T12:00:00+08:00");
    expect(saying(house, "jyj_liaison", "6月30日（周三）· 逾期1个工作日")).to.not.equal("");
  });

  it("moves it for the named units only, when it names some", async () => {
    await before();
    await using house = await after(stating({ ...MOVED, units: ["jyj"] }));
    expect((await taskOf(house, "jyj")).dueOn).to.equal("2021-06-30");
    expect((await taskOf(house, "kjj")).dueOn).to.equal("2021-06-25");
  });

  it("withdraws a duty with its reason: the card says so, and nobody is chased for it any more", async () => {
    await before();
    await using house = await after(stating({ ...MOVED, to: "withdrawn", reason: "并入年度报告" }));
    await house.settle();
    expect((await taskOf(house, "jyj")).state).to.equal("cancelled");
    expect(saying(house, "jyj_liaison", "本项任务已撤销：并入年度报告。")).to.have.lengthOf(1);
    const cards = house.chat.cardsOf(who("jyj_liaison")).length;
    await house.walkTo("2021-06-30T12:00:00+08:00");
    expect(house.chat.cardsOf(who("jyj_liaison"))).to.have.lengthOf(cards);
  });

  const refusals: [title: string, campaign: (shipped: Campaign) => Campaign, at: string, words: string][] = [
    [
      "a day that was changed in place is refused, with the line to write instead",
      (shipped) => ({
        ...shipped,
        duties: shipped.duties.map((duty) => (duty.key === "OB3" ? { ...duty, due: "2021-06-28" } : duty)),
      }),
      "2021-06-21T10:00:00+08:00",
      "任务 OB3 已下达，期限是 2021-06-25，不能改成 2021-06-28。请写回原样，再在 changes 里加一行：" +
        "- { duty: OB3, from: 2021-06-25, to: 2021-06-28, reason: 写明原因 }",
    ],
    [
      "a duty that was taken out is refused, with the line that withdraws it",
      (shipped) => ({ ...shipped, duties: shipped.duties.filter(({ key }) => key !== "OB3") }),
      "2021-06-21T10:00:00+08:00",
      "任务 OB3 已下达，不能从文件里删去。请写回原样；要撤销，在 changes 里加一行：" +
        "- { duty: OB3, from: 2021-06-25, to: withdrawn, reason: 写明原因 }",
    ],
    [
      "a unit that no longer owes what it was given is refused",
      (shipped) => ({
        ...shipped,
        duties: shipped.duties.map((duty) => (duty.key === "OB3" ? { ...duty, units: "departments" } : duty)),
      }),
      "2021-06-21T10:00:00+08:00",
      "单位 bkq 已有任务 OB3，不能从文件里删去",
    ],
    [
      "a day is not moved once it has passed: what is overdue stays overdue",
      stating(MOVED),
      "2021-06-28T10:00:00+08:00",
      "任务 OB3 的期限 2021-06-25 已过，不能再改期",
    ],
    [
      "an earlier day leaves at least two working days",
      stating({ ...MOVED, to: "2021-06-22" }),
      "2021-06-21T10:00:00+08:00",
      "任务 OB3 的新期限 2021-06-22 太近，至少留2个工作日，最早 2021-06-23",
    ],
  ];
  for (const [title, campaign, at, words] of refusals) {
    it(title, async () => {
      await before();
      let said = "";
      try {
        await using house = await after(campaign, at);
        await house.settle();
      } catch (error) {
        said = String(error);
      }
      expect(said).to.include(words);
    });
  }

  it("a line that was carried out and then taken out does not move the day back silently", async () => {
    await before();
    {
      await using house = await after(stating(MOVED));
      await house.settle();
    }
    let said = "";
    try {
      await using house = await after(stating(), "2021-06-22T10:00:00+08:00");
      await house.settle();
    } catch (error) {
      said = String(error);
    }
    expect(said).to.include("任务 OB3 已下达，期限是 2021-06-30，不能改成 2021-06-25");
  });
});
