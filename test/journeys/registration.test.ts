import { expect } from "chai";
import { Not } from "typeorm";
import { EnterpriseTable } from "../../src/enterprises/store.ts";
import { AttachmentTable } from "../../src/files/attachment.ts";
import { DraftTable } from "../../src/hazards/draft.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const inspector = who("jyj_inspector_1");
const PHOTO = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const DAY_MS = 24 * 60 * 60_000;
const CODE = "1232041146698A3K45";

const found = {
  enterprise: "甲（河海）实验中学",
  site: "化学准备室",
  description: "酒精与高锰酸钾同柜存放",
  focusPoint: "F3",
  category: "储存",
  unit: "jyj",
};
const { enterprise: _named, ...rest } = found;

async function open(house: House, by = liaison) {
  await house.chat.say(by, "登记隐患");
  await house.drain();
  return house.chat.cardsOf(by).at(-1)!;
}

async function register(house: House, more: Record<string, string> = {}, by = liaison) {
  await open(house, by);
  const answer = await house.chat.press(by, "提交登记", { ...found, ...more });
  await house.drain();
  return answer;
}

const told = (answer: { toast?: { content?: string } | null }) => answer.toast?.content;
const hazards = (house: House) => house.app.db.getRepository(HazardTable).find({ order: { number: "ASC" } });
const enterprises = (house: House) => house.app.db.getRepository(EnterpriseTable).find();
const cardOf = (house: House, by = liaison) => house.chat.cardsOf(by).at(-1)!;

describe("登记隐患", () => {
  onEachStore((openHouse) => {
    it("finds the enterprise by a part of its name: one word, one pick, one press, and the rest is as it was typed", async () => {
      await using house = await openHouse();
      await register(house);
      const answer = await register(house, { enterprise: "河海实验", focusPoint: "F5" }, inspector);
      expect(told(answer)).to.equal("有相近的企业，请选一家");
      expect(wordsOf(cardOf(house, inspector).content))
        .to.include("找到1家")
        .and.include("都不是，新建");
      expect(told(await house.chat.choose(inspector, "甲（河海）实验中学"))).to.equal(
        "已选甲（河海）实验中学",
      );
      expect(JSON.stringify(cardOf(house, inspector).content)).to.include("酒精与高锰酸钾同柜存放");
      expect(told(await house.chat.press(inspector, "提交登记"))).to.equal("已登记隐患0002，等待办公室交办");
      const [first, second] = await hazards(house);
      expect(second?.enterpriseId).to.be.a("string").and.equal(first?.enterpriseId);
      expect(second?.enterprise).to.equal("甲（河海）实验中学");
      expect(await enterprises(house)).to.have.lengthOf(1);
    });

    it("is done in one go when the name is that of an enterprise, in whatever spelling", async () => {
      await using house = await openHouse();
      await register(house);
      const answer = await register(house, { enterprise: "甲(河海) 实验中学", focusPoint: "F5" });
      expect(told(answer)).to.equal("已登记隐患0002，等待办公室交办");
      expect(await enterprises(house)).to.have.lengthOf(1);
    });

    it("looks an enterprise up before anything else is filled, by its code as well, and enters one that is not there", async () => {
      await using house = await openHouse();
      await open(house);
      await house.chat.press(liaison, "查找企业", { enterprise: "乙" });
      expect(wordsOf(cardOf(house).content)).to.include("新企业全称");
      const wrong = await house.chat.press(liaison, "提交登记", {
        ...found,
        enterprise: "乙剧场",
        usci: CODE.replace(/.$/, "6"),
      });
      expect(told(wrong)).to.equal("统一社会信用代码不对，请核对18位");
      expect(JSON.stringify(wrong.card)).to.include("酒精与高锰酸钾同柜存放");
      const right = await house.chat.press(liaison, "提交登记", {
        ...found,
        enterprise: "乙剧场",
        usci: " 1232041146698a3k45",
        town: "jiazhen",
      });
      expect(told(right)).to.equal("已登记隐患0001，等待办公室交办");
      await house.drain();
      const [entered] = await enterprises(house);
      expect(entered).to.include({ name: "乙剧场", usci: CODE, town: "jiazhen", sector: "jyj" });

      await open(house, inspector);
      const seen = await house.chat.press(inspector, "查找企业", {
        enterprise: "１２３２０４１１46698A3K45",
      });
      expect(told(seen)).to.equal("找到了，接着填");
      expect(wordsOf(cardOf(house, inspector).content))
        .to.include("乙剧场")
        .and.include(CODE);
      await house.chat.press(inspector, "换一家");
      await house.chat.press(inspector, "查找企业", { enterprise: "丙医院" });
      const taken = await house.chat.press(inspector, "提交登记", {
        ...rest,
        enterprise: "丙医院",
        usci: CODE,
      });
      expect(told(taken)).to.equal("这个代码已登记为“乙剧场”，请点“换一家”选它");
      expect(await enterprises(house)).to.have.lengthOf(1);
    });

    it("asks once whether a second enterprise of one name is meant", async () => {
      await using house = await openHouse();
      await register(house);
      await open(house);
      await house.chat.press(liaison, "查找企业", { enterprise: "实验" });
      await house.chat.choose(liaison, "都不是，新建");
      const asked = await house.chat.press(liaison, "提交登记", found);
      expect(told(asked)).to.include("已有同名企业");
      expect(await enterprises(house)).to.have.lengthOf(1);
      expect(told(await house.chat.press(liaison, "提交登记", found))).to.include("已登记隐患0002");
      expect(await enterprises(house)).to.have.lengthOf(2);
    });

    it("keeps what was typed when it is refused: it comes back with the command for fourteen days, and not after", async () => {
      await using house = await openHouse();
      await open(house);
      const refused = await house.chat.press(liaison, "提交登记", { enterprise: "甲中学", site: "危废间" });
      expect(told(refused)).to.equal("请填隐患描述；请选重点内容；请选隐患类别");
      const again = await open(house);
      expect(JSON.stringify(again.content)).to.include("甲中学").and.include("危废间");
      expect(wordsOf(again.content)).to.include("填过的还在");
      await house.chat.press(liaison, "清空重填");
      expect(JSON.stringify(cardOf(house).content)).to.not.include("危废间");

      await house.chat.press(liaison, "提交登记", { enterprise: "甲中学", site: "配电间" });
      const typedDaysAgo = (days: number) =>
        house.app.db
          .getRepository(DraftTable)
          .update({ personId: Not("") }, { keptAt: new Date(house.clock.now().getTime() - days * DAY_MS) });
      await typedDaysAgo(14);
      expect(JSON.stringify((await open(house)).content)).to.include("配电间");
      await typedDaysAgo(15);
      expect(JSON.stringify((await open(house)).content)).to.not.include("配电间");
    });

    it("asks for the name of an enterprise that is typed by a code nobody has", async () => {
      await using house = await openHouse();
      const asked = await register(house, { enterprise: CODE });
      expect(told(asked)).to.equal("没有这个代码的企业，请填全称");
      expect(told(await house.chat.press(liaison, "提交登记", { enterprise: "丁医院" }))).to.include(
        "已登记隐患0001",
      );
      expect((await enterprises(house))[0]).to.include({ name: "丁医院", usci: CODE });
    });

    it("keeps photos and words that are replied before it is registered", async () => {
      await using house = await openHouse();
      const card = await open(house);
      await house.chat.send(liaison, "整改前.png", PHOTO, card.messageId);
      await house.chat.say(liaison, "柜门没有锁", card.messageId);
      await house.drain();
      const { description: _typed, ...other } = found;
      const again = await open(house);
      expect(wordsOf(again.content)).to.include("已收1件");
      await house.chat.press(liaison, "提交登记", other);
      await house.drain();
      const [hazard] = await hazards(house);
      expect(hazard?.description).to.equal("柜门没有锁");
      const photos = await house.app.db.getRepository(AttachmentTable).find();
      expect(photos.map(({ subject, stage }) => [subject, stage])).to.deep.equal([
        [`hazard:${hazard?.id}`, "before"],
      ]);
    });

    it("takes in a bare photo while it is being registered", async () => {
      await using house = await openHouse();
      await open(house);
      await house.chat.press(liaison, "提交登记", { enterprise: "甲中学", site: "危废间" });
      await house.chat.send(liaison, "整改前.png", PHOTO);
      await house.drain();
      expect(told(await house.chat.choose(liaison, "正在登记的隐患"))).to.equal("已归入正在登记的隐患");
      await house.chat.press(liaison, "提交登记", found);
      const [hazard] = await hazards(house);
      const [photo] = await house.app.db.getRepository(AttachmentTable).find();
      expect(photo).to.include({ subject: `hazard:${hazard?.id}`, stage: "before" });
    });

    it("shows first what is registered of the same enterprise and focus point: it is added to, or gone on with", async () => {
      await using house = await openHouse();
      await register(house);
      const asked = await register(house, { site: "危废间", description: "又见混放" }, inspector);
      expect(told(asked)).to.equal("已有1条相近的隐患，请看一下");
      const card = cardOf(house, inspector);
      expect(wordsOf(card.content)).to.include("隐患0001").and.include("等待交办");
      await house.chat.send(inspector, "再次发现.png", PHOTO, card.messageId);
      await house.drain();
      const added = await house.chat.choose(inspector, "隐患0001");
      expect(told(added)).to.equal("已补充到隐患0001，没有重复登记");
      await house.drain();
      expect(await hazards(house)).to.have.lengthOf(1);
      const [hazard] = await hazards(house);
      await house.chat.say(liaison, "隐患 1");
      await house.drain();
      expect(wordsOf(cardOf(house).content)).to.include("补充发现：危废间，又见混放，照片1件");
      const [photo] = await house.app.db.getRepository(AttachmentTable).find();
      expect(photo?.subject).to.equal(`hazard:${hazard?.id}`);

      await register(house, { site: "危废间", description: "另一件事" }, inspector);
      expect(told(await house.chat.press(inspector, "确认是新的，继续登记"))).to.equal(
        "已登记隐患0002，等待办公室交办",
      );
      expect(await hazards(house)).to.have.lengthOf(2);
    });

    it("counts as alike what was struck off within twelve months, and nothing older", async () => {
      await using house = await openHouse();
      await register(house);
      const table = house.app.db.getRepository(HazardTable);
      const closedOn = (day: string) =>
        table.update({ number: 1 }, { state: "closed", closedAt: new Date(`${day}T09:00:00+08:00`) });
      await closedOn("2020-06-17");
      expect(told(await register(house))).to.include("已登记隐患0002");
      await table.update({ number: 2 }, { state: "voided" });
      await closedOn("2020-06-19");
      expect(told(await register(house))).to.equal("已有1条相近的隐患，请看一下");
      expect(wordsOf(cardOf(house).content))
        .to.include("隐患0001")
        .and.include("已销号");
    });
  });
});
