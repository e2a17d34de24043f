import { expect } from "chai";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { onEachStore, who } from "../house.ts";

const liaison = who("jyj_liaison");
const TYPE = "im.message.receive_v1";

onEachStore((open) => {
  describe("what people send", () => {
    it("is handled once, though Feishu sends it again under another event's id", async () => {
      await using house = await open();
      const { state, pusher } = house.sandbox;
      await house.chat.say(liaison, "帮助");
      const { event } = pusher.told().find(({ type }) => type === TYPE)!;
      await pusher.push(TYPE, event);
      await house.drain();
      const kept = await house.app.db.getRepository(InboxTable).find();
      expect(kept.map((row) => row.state)).to.deep.equal(["done"]);
      const answers = state.messagesIn(state.p2p(liaison)!.chatId).filter(({ from }) => from === "bot");
      expect(answers).to.have.lengthOf(1);
    });

    it("by fifty at once is stored together, each once, and one that comes twice among them too", async () => {
      await using house = await open();
      const { pusher } = house.sandbox;
      const { app } = house;
      const body = (at: number) => ({
        sender: { sender_id: { open_id: liaison }, sender_type: "user" },
        message: {
          message_id: `om_many_${at % 45}`,
          chat_id: "oc_x",
          chat_type: "p2p",
          message_type: "text",
          content: JSON.stringify({ text: `第${at % 45}句` }),
        },
      });
      await Promise.all(
        Array.from({ length: 50 }, (_each, at) =>
          app.receive({ eventId: `many-${at}`, type: TYPE, body: body(at) }),
        ),
      );
      expect(await app.db.getRepository(InboxTable).count()).to.equal(45);
      expect(pusher.pendingCount()).to.equal(0);
    });
  });
});
