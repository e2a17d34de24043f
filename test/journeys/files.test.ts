import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { AttachmentTable, BYTES_A_DAY, FILES_A_DAY } from "../../src/files/attachment.ts";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { docx, png } from "../files/bytes.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const times = (count: number) => Array.from({ length: count }, (_each, nth) => nth);

const files = (house: House) =>
  house.app.bot.door((tx) => tx.getRepository(AttachmentTable).find({ order: { id: "ASC" } }));
const told = ({ chat }: House, person = liaison) =>
  chat.cardsOf(person).map(({ content }) => wordsOf(content));
const cardOf = (house: House) =>
  house.chat
    .cardsOf(liaison)
    .find(({ content }) => findButton(content, "签收") || wordsOf(content).includes("正式报送"))!;
const kept = ({ dir }: House) => readdirSync(join(dir, "files"), { recursive: true, encoding: "utf8" });

describe("files that may not be kept", () => {
  onEachStore((open) => {
    it("are named to their sender with the reason, count for nothing, and leave no bytes here", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const card = cardOf(house);
      await house.chat.pressOn(liaison, card, "签收");
      await house.drain();
      await house.chat.send(liaison, "工作进展情况.docx", Buffer.from("MZ\u0000\u0000"), card.messageId);
      await house.chat.send(liaison, "照片.png", png(30_000, 30_000), card.messageId);
      await house.drain();

      expect((await files(house)).map(({ state }) => state)).to.deep.equal(["refused", "refused"]);
      expect(told(house).join("\n"))
        .to.include("没有收下“工作进展情况.docx”：程序和脚本不能作为材料，请发文档或照片。")
        .and.include("照片太大（30000×30000），请缩小后重发");
      expect(() => kept(house)).to.throw("ENOENT");
      const early = await house.chat.press(liaison, "正式报送", { percent: "100", text: "已完成" });
      expect(early.toast?.content).to.equal("还缺《工作进展情况》，回复本卡片发文件即可");
    });

    it("a name that is a path becomes a name, and the bytes lie under their hash alone", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.send(liaison, "../../../tmp/evil/工作进展情况.docx", docx(), cardOf(house).messageId);
      await house.drain();
      const [file] = await files(house);
      expect(file).to.include({ name: "工作进展情况.docx", state: "stored" });
      expect(kept(house)).to.have.members([
        file!.sha256!.slice(0, 2),
        join(file!.sha256!.slice(0, 2), file!.sha256!),
      ]);
    });

    it("that the disk has no room for are told so once, and kept by themselves when there is room again", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.pressOn(liaison, cardOf(house), "签收");
      await house.drain();
      const bytes = docx();
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const folder = join(house.dir, "files", sha256.slice(0, 2));
      const full = join(folder, `${sha256}.part-${process.pid}`);
      mkdirSync(folder, { recursive: true });
      // Linux's own full disk.
      symlinkSync("/dev/full", full);
      await house.chat.send(liaison, "工作进展情况.docx", bytes, cardOf(house).messageId);
      await house.walkTo("2021-06-18T09:10:00+08:00");

      expect(await files(house)).to.have.lengthOf(1);
      expect((await files(house))[0]).to.include({ state: "waiting", sha256: null });
      const early = await house.chat.press(liaison, "正式报送", { percent: "100", text: "已完成" });
      expect(early.toast?.content).to.include("文件正在接收");
      const saidIt = (words: string) => words.includes("存材料的磁盘写不进去");
      expect(told(house).filter(saidIt), "its sender").to.have.lengthOf(1);
      expect(told(house, who("sysadmin")).filter(saidIt).join("\n"))
        .to.include("ENOSPC")
        .and.include("FILES_DIR");

      rmSync(full);
      await house.walkTo("2021-06-18T09:45:00+08:00");
      expect((await files(house))[0]).to.include({ state: "stored", sha256 });
      expect(told(house).filter(saidIt)).to.have.lengthOf(1);
      expect(told(house, who("sysadmin")).filter(saidIt)).to.have.lengthOf(1);
    });

    it("beyond 300 in one person's 24 hours are declined in words; others' are not, nor the next day's", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const messageId = cardOf(house).messageId;
      await house.chat.send(liaison, "1.docx", docx(), messageId);
      await house.drain();
      const [first] = await files(house);
      const more = times(FILES_A_DAY - 1).map((nth) => ({
        ...first!,
        id: first!.id.replace(/.{4}$/, String(nth).padStart(4, "0")).replace(/^(.{8}-.{4})-.{4}/, "$1-7fff"),
        resourceKey: `file_${nth}`,
      }));
      await house.app.bot.door((tx) => tx.getRepository(AttachmentTable).insert(more));

      await house.chat.send(liaison, "301.docx", docx(), messageId);
      await house.chat.send(who("wjj_liaison"), "1.docx", docx());
      await house.drain();
      expect(await files(house)).to.have.lengthOf(FILES_A_DAY + 1);
      expect(told(house).at(-1)).to.include("一天最多收300件材料，请明天再发，或打包成一个文件");

      await house.walkTo("2021-06-19T09:30:00+08:00");
      await house.chat.send(liaison, "302.docx", docx(), messageId);
      await house.drain();
      expect(await files(house)).to.have.lengthOf(FILES_A_DAY + 2);
    });

    it("beyond 2 GB in one person's 24 hours are declined in words", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const messageId = cardOf(house).messageId;
      await house.chat.send(liaison, "1.docx", docx(), messageId);
      await house.drain();
      await house.app.bot.door((tx) =>
        tx.getRepository(AttachmentTable).update({ name: "1.docx" }, { size: BYTES_A_DAY - 1 }),
      );
      await house.chat.send(liaison, "2.docx", docx(), messageId);
      await house.drain();
      await house.chat.send(liaison, "3.docx", docx(), messageId);
      await house.drain();
      expect(await files(house)).to.have.lengthOf(2);
      expect(told(house).at(-1)).to.include("今天发的材料已满2GB，请明天再发");
    });
  });
});
