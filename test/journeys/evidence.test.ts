import { expect } from "chai";
import { onEachStore, who, type House } from "../house.ts";
import { photo } from "../files/camera.ts";
import { ask, does, given, kept, reads } from "./hazards.ts";

const liaison = who("jyj_liaison");
const inspector = who("jyj_inspector_1");

async function sent(house: House, number: number, name: string, bytes: Buffer): Promise<void> {
  const card = await ask(house, liaison, number);
  await house.chat.send(liaison, name, bytes, card.messageId);
  await house.drain();
}

describe("the evidence before a verifier", () => {
  onEachStore((start) => {
    it("is flagged where a photo is another hazard's, older than the one of before, or without its date; nothing is blocked", async () => {
      await using house = await start();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await given(house, inspector, { state: "rectifying" });
      await given(house, inspector, { state: "rectifying", number: 2 });
      const used = photo("used", "2021:06:16 09:00:00");
      await sent(house, 2, "整改前.jpg", used);
      await sent(house, 1, "整改前.jpg", photo("before", "2021:06:17 10:00:00"));
      await sent(house, 1, "整改后.jpg", used);
      await sent(house, 1, "整改后2.jpg", photo("undated"));
      expect(await does(house, liaison, "申请销号", { done: "已分柜", finishedOn: "2021-06-18" })).to.include(
        "已申请销号",
      );
      const flags = "请核对：照片与隐患0002相同；整改后早于整改前；1张照片没有拍摄时间";
      expect(await reads(house, inspector)).to.include(flags);
      expect(await reads(house, liaison)).to.not.include("请核对");
      const team = { companions: [who("jyj_inspector_2")] };
      expect(await does(house, inspector, "复查通过", team)).to.include("已销号");
      expect(await kept(house)).to.include({ state: "closed" });
    });
  });
});
