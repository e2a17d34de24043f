import { expect } from "chai";
import { CardClick, readMessage, resourcesOf, textOf } from "../../src/bot/events.ts";

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
});
