import { expect } from "chai";
import { readFileSync } from "node:fs";
import { resourcesOf, textOf } from "../../src/bot/content.ts";
import { CardClick, readMessage } from "../../src/bot/events.ts";

const told = (name: string) => JSON.parse(readFileSync(`test/feishu/fixtures/${name}.json`, "utf8")).event;

const message = (type: string, content: object, more: object = {}) =>
  readMessage({
    sender: { sender_id: { open_id: "ou_1" }, sender_type: "user" },
    message: {
      message_id: "om_1",
      chat_id: "oc_1",
      chat_type: "p2p",
      message_type: type,
      content: JSON.stringify(content),
      ...more,
    },
  })!;

describe("what Feishu tells us", () => {
  it("a picker's date is the day that was chosen; what was left empty is left out", () => {
    const click = CardClick.parse({
      operator: { open_id: "ou_1" },
      action: {
        tag: "button",
        value: { v: 1 },
        name: "go",
        form_value: {
          due: "2026-01-20 +0800",
          note: "第一行\n第二行",
          who: [],
          empty: "",
          gone: null,
          yes: true,
        },
      },
      context: { open_message_id: "om_1", open_chat_id: "oc_1" },
    });
    expect(click.action.formValue).to.deep.equal({ due: "2026-01-20", note: "第一行\n第二行", yes: true });
  });

  it("a mention is taken out of what was said, the longer name first", () => {
    const mentions = [{ key: "@_user_1" }, { key: "@_user_10" }];
    expect(textOf(message("text", { text: "@_user_1 @_user_10 帮助" }, { mentions }))).to.equal("帮助");
    expect(textOf(message("text", { text: "@_all 我的任务" }))).to.equal("我的任务");
  });

  it("photos inside rich text, files, audio and video all count", () => {
    const post = {
      title: "",
      content: [
        [
          { tag: "text", text: "整改后" },
          { tag: "img", image_key: "img_1" },
        ],
        [{ tag: "media", file_key: "f_1", image_key: "img_2" }],
      ],
    };
    expect(resourcesOf(message("post", post)).map(({ key, kind }) => [key, kind])).to.deep.equal([
      ["img_1", "image"],
      ["f_1", "file"],
    ]);
    expect(textOf(message("post", post))).to.equal("整改后");
    expect(resourcesOf(message("file", { file_key: "f_2", file_name: "报告.docx" }))).to.deep.equal([
      { key: "f_2", kind: "file", name: "报告.docx" },
    ]);
    expect(resourcesOf(message("audio", { file_key: "f_3", duration: 1000 }))[0]?.name).to.equal("录音");
    expect(resourcesOf(message("sticker", { file_key: "f_4" }))).to.deep.equal([]);
  });

  it("what another bot says is not for us", () => {
    expect(
      readMessage({ sender: { sender_id: { open_id: "ou_b" }, sender_type: "bot" }, message: {} }),
    ).to.equal(null);
  });

  it("in a group only what names the bot or replies to something is for us, not an @所有人", () => {
    expect(readMessage(told("im.message.receive_v1.text_group_at_all"))).to.equal(null);
    const named = readMessage(told("im.message.receive_v1.text_group_reply_mention"))!;
    expect(textOf(named)).to.equal("隐患 YH-0007 已整改，请  复核");
    const talk = message(
      "text",
      { text: "@_user_1 请看" },
      {
        chat_type: "group",
        mentions: [{ key: "@_user_1", mentioned_type: "user" }],
      },
    );
    expect(talk).to.equal(null);
  });

  it("rich text is read as lines, title and links too, and its picture is found", () => {
    const post = readMessage(told("im.message.receive_v1.post_group_thread"))!;
    expect(textOf(post)).to.equal("整改情况\n储罐区围堰已修复 报告");
    expect(resourcesOf(post)).to.deep.equal([
      { key: "img_v3_00fx_00000000-0000-4000-8000-000000000003g", kind: "image", name: "照片" },
    ]);
  });

  it("a reply with a photo points at the card, and a file keeps its name", () => {
    const photo = readMessage(told("im.message.receive_v1.image_p2p_reply"))!;
    expect(photo).to.include({ parentId: "om_card1111111111111111111111111111", type: "image" });
    expect(resourcesOf(photo)[0]?.kind).to.equal("image");
    const file = readMessage(told("im.message.receive_v1.file_p2p"))!;
    expect(resourcesOf(file)[0]?.name).to.equal("检查台账（第一阶段）.xlsx");
  });

  it("a form that was sent full or nearly empty is read alike", () => {
    const full = CardClick.parse(told("card.action.trigger.form_submit"));
    expect(full.action.formValue).to.deep.include({
      due: "2026-01-20",
      confirmed: true,
      hazards: ["h1", "h3"],
    });
    const minimal = CardClick.parse(told("card.action.trigger.form_submit_minimal"));
    expect(minimal.action.formValue).to.deep.equal({ status: "done" });
    const chosen = CardClick.parse(told("card.action.trigger.select_static"));
    expect(chosen.action).to.include({ option: "done", formValue: null });
  });
});
