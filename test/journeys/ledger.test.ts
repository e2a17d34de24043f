import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { pathOf } from "../../src/files/store.ts";
import { readWorkbook } from "../../src/files/workbook-read.ts";
import { COLUMNS, type ColumnKey } from "../../src/ledger/columns.ts";
import { LedgerJobTable } from "../../src/ledger/job.ts";
import { Made } from "../../src/ledger/orders.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { png } from "../files/bytes.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");

const found = (unit: string, enterprise: string) => ({
  enterprise,
  site: "化学准备室",
  description: "=cmd|'/c calc'!A1 酒精与高锰酸钾同柜存放",
  focusPoint: "F3",
  category: "储存",
  unit,
  person: "科长1",
  dueOn: "2021-06-30",
  measure: "分柜存放，双人双锁",
});

async function register(house: House, by: string, unit: string, enterprise: string): Promise<void> {
  await house.chat.say(by, "登记隐患");
  await house.drain();
  await house.chat.press(by, "提交登记", found(unit, enterprise));
  await house.drain();
}

const told = ({ chat }: House, by: string) => chat.cardsOf(by).map(({ content }) => wordsOf(content));

const filesOf = ({ sandbox }: House, openId: string) => {
  const chat = sandbox.state.p2p(openId);
  return chat ? sandbox.state.messagesIn(chat.chatId).filter(({ type }) => type === "file") : [];
};

/** The last workbook that was made: its sheets, and the ledger's rows by column. */
async function bookOf(house: House) {
  const [job] = await house.app.bot.door((tx) =>
    tx.getRepository(LedgerJobTable).find({ where: { state: "done" }, order: { id: "DESC" }, take: 1 }),
  );
  const { sha256 } = Made.parse(job?.result);
  const { sheets } = readWorkbook("台账.xlsx", readFileSync(pathOf(join(house.dir, "files"), sha256)));
  const [cover, ledger, evidence] = sheets;
  if (!cover || !ledger || !evidence) throw new Error("a sheet is missing");
  const rows = ledger.rows.slice(1).map(({ cells }) => (key: ColumnKey) => {
    const at = COLUMNS.findIndex((column) => column.key === key);
    return cells.get(at);
  });
  const facts = new Map(cover.rows.map(({ cells }) => [cells.get(0)?.words, cells.get(1)?.words]));
  return { sha256, facts, ledger, evidence, rows };
}

async function asks(house: House, by: string, words: string): Promise<string> {
  house.clock.moveTo(new Date(house.clock.now().getTime() + 2_000));
  await house.chat.say(by, words);
  await house.drain();
  return told(house, by).join("\n");
}

describe("the ledger", function () {
  this.timeout(90_000);
  onEachStore((open) => {
    it("is promised at once, comes as a file with every column, and its hash stands in the chain", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await register(house, liaison, "jyj", "甲中学");
      await house.chat.send(
        liaison,
        "整改前.png",
        png(40, 40),
        house.chat.cardsOf(liaison).at(-1)!.messageId,
      );
      await house.drain();
      expect(await asks(house, clerk, "台账")).to.include("正在生成台账，稍后发到这里");

      const [file] = filesOf(house, clerk);
      expect(file?.content["file_name"]).to.match(/^隐患排查治理台账-2021-06-18-[0-9a-f]{8}\.xlsx$/);
      const { sha256, facts, ledger, evidence, rows } = await bookOf(house);
      const heads = [...ledger.rows[0]!.cells.values()].map(({ words }) => words);
      expect(heads).to.deep.equal(COLUMNS.map(({ head }) => head));
      expect(rows).to.have.lengthOf(1);
      const [row] = rows;
      expect(row?.("hazard_no")?.words).to.equal("隐患〔2021〕0001号");
      expect(row?.("found_at")).to.deep.equal({ words: "2021-06-18", kind: "day" });
      expect(row?.("deadline")).to.deep.equal({ words: "2021-06-30", kind: "day" });
      expect(row?.("lead_unit")?.words).to.equal("区教育局");
      expect(row?.("finder")?.words).to.equal("教育局联络员");
      expect(row?.("light")?.words).to.equal("绿灯");
      expect(row?.("evidence_links")?.words).to.equal("照片");
      expect(evidence.rows[1]?.cells.get(2)?.words).to.equal("照片");
      expect(facts.get("截止时间")).to.match(/^2021-06-18 09:00/);
      expect(facts.get("范围")).to.equal("全部单位");
      expect(facts.get("条数")).to.equal("1");
      expect(facts.get("导出人")).to.equal("办公室经办1");
      const lines = await house.app.bot.door((tx) =>
        tx.getRepository(HistoryTable).findBy({ act: "ledger.export" }),
      );
      expect(lines.map(({ details }) => details)).to.containSubset([{ sha256, rows: 1 }]);
    });

    it("keeps what was typed as text: nothing in it is a formula", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await register(house, liaison, "jyj", "甲中学");
      await asks(house, clerk, "台账");
      const { rows } = await bookOf(house);
      expect(rows[0]?.("description")).to.deep.equal({
        words: "=cmd|'/c calc'!A1 酒精与高锰酸钾同柜存放",
        kind: "words",
      });
    });

    it("shows a unit and its inspectors their own, the conveners all, an observer none", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await register(house, liaison, "jyj", "甲中学");
      await register(house, who("wjj_liaison"), "wjj", "乙医院");
      const enterprises = async (by: string, words = "台账") => {
        await asks(house, by, words);
        return (await bookOf(house)).rows.map((row) => row("enterprise_name")?.words);
      };
      expect(await enterprises(liaison)).to.deep.equal(["甲中学"]);
      expect(await enterprises(who("wjj_inspector_1"))).to.deep.equal(["乙医院"]);
      expect(await enterprises(who("convener_1"))).to.deep.equal(["甲中学", "乙医院"]);
      expect(await enterprises(who("convener_1"), "台账 2021 区卫健局 整改中")).to.deep.equal(["乙医院"]);
      expect(await enterprises(clerk, "台账 绿灯")).to.deep.equal(["甲中学", "乙医院"]);

      expect(await asks(house, who("observer"), "台账")).to.include("台账给办公室、召集人和各单位看");
      expect(await asks(house, liaison, "台账 区卫健局")).to.include("只能看本单位的台账");
      expect(await asks(house, clerk, "台账 去年")).to.include("没有听懂“去年”");
      expect(await asks(house, clerk, "台账 2020")).to.include("没有符合的隐患，没有生成台账");
    });
  });
});
