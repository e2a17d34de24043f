import { expect } from "chai";
import { putRight, register, type Deed } from "../../src/sandbox/deeds.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { onEachStore, who, type House } from "../house.ts";

const clerk = who("clerk_1");
const liaison = who("jyj_liaison");
const FIRST = "报送第一次工作进展情况";

const found = (enterprise: string, dueOn: string) => ({
  by: "jyj_liaison",
  enterprise,
  site: "化学准备室",
  description: "混放",
  focusPoint: "F3",
  category: "储存",
  unit: "jyj",
  person: "安全员1",
  dueOn,
  measure: "分柜",
});

const doing = async (house: House, deed: Deed) => deed(house.chat, house.drain, house.sandbox);
const newest = ({ chat }: House, by: string) => chat.cardsOf(by).at(-1)!;
const told = (house: House, by: string) => wordsOf(newest(house, by).content);
const json = (house: House, by: string) => JSON.stringify(newest(house, by).content);

/** Counted by hand: three found, one struck off, two open, of which one is overdue. */
async function aUnit(house: House): Promise<void> {
  await house.walkTo("2021-06-18T09:00:00+08:00");
  await doing(
    house,
    register(
      found("甲中学", "2021-06-21"),
      putRight("jyj_liaison", "jyj_inspector_1", "jyj_inspector_2", "分柜上锁"),
    ),
  );
  await doing(house, register(found("乙中学", "2021-06-21")));
  await doing(house, register(found("丙中学", "2021-07-30")));
  await house.walkTo("2021-06-23T10:00:00+08:00");
  await house.chat.say(liaison, "我的任务");
  await house.drain();
  await house.chat.openRow(liaison, FIRST);
  await house.drain();
  await house.chat.press(liaison, "签收");
  await house.drain();
}

describe("a report that is filled in from the ledger", function () {
  this.timeout(240_000);
  onEachStore((open) => {
    it("opens with the ledger's figures beside each field, the open items by name, and keeps what was edited as a difference that the office sees", async () => {
      await using house = await open();
      await aUnit(house);
      const form = json(house, liaison);
      expect(form)
        .to.include("发现隐患（条，台账3）")
        .and.include("完成整改（条，台账1）")
        .and.include("重大隐患（条，台账0）")
        .and.include("发现3条，销号1条（33%），未销号2条，其中逾期1条；重大0条")
        .and.include("未销号隐患（2）")
        .and.include("乙中学")
        .and.include("丙中学");
      const [task] = await house.app.db.getRepository(TaskTable).findBy({ unit: "jyj", duty: "OB3" });
      const options = [...form.matchAll(/"value":"([0-9a-f-]{36})"/g)].map(([, id]) => id!);
      expect(options.length).to.equal(3);

      await house.chat.send(
        liaison,
        "工作进展情况.docx",
        new TextEncoder().encode("材料"),
        newest(house, liaison).messageId,
      );
      await house.drain();
      await house.chat.press(liaison, "正式报送", {
        percent: "80",
        m_checked: "42",
        m_found: "5",
        text: "逐校排查。",
        problems: "危化品柜到货晚。",
        next: "7月底前改完。",
        note: "2条由街道登记。",
        cases: [options[2]!],
      });
      await house.drain();
      const [handed] = await house.app.db.getRepository(TaskTable).findBy({ id: task!.id });
      expect(handed!.reportedFigures).to.deep.equal({ checked: 42, found: 5, fixed: 1, major: 0 });
      expect(handed!.paper).to.deep.include({ problems: "危化品柜到货晚。", note: "2条由街道登记。" });
      expect(handed!.paper!.ledger.figures).to.deep.equal({
        found: 3,
        closed: 1,
        open: 2,
        overdue: 1,
        major: 0,
      });

      await house.chat.say(clerk, `任务 ${task!.number}`);
      await house.drain();
      expect(told(house, clerk))
        .to.include("发现隐患填5条，台账3条")
        .and.include("2条由街道登记。")
        .and.include("危化品柜到货晚。")
        .and.include("甲中学");
    });
  });
});
