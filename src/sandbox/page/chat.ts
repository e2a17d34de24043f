import { api, type Chat, type Message, type Person } from "./api.ts";
import { renderCard, type Action } from "./card.ts";
import { composer, type Composer } from "./composer.ts";
import { el } from "./dom.ts";
import { isStub, stub } from "./stub.ts";
import { toast } from "./toast.ts";

export type ChatView = { chatId: string; node: HTMLElement; refresh(): Promise<void> };

const NEAR_BOTTOM = 120;

/** One chat: its messages, drawn again only where they changed, and a line to write in. */
export function openChat(chat: Chat, person: Person, nameOf: (openId: string) => string): ChatView {
  const { chatId } = chat;
  const drawn = new Map<string, { made: string; node: HTMLElement }>();
  const list = el("div", { class: "messages" });
  const reply: Composer = composer(chat, person);

  async function press(message: Message, action: Action, source: HTMLElement): Promise<void> {
    source.classList.add("busy");
    const buttons = source instanceof HTMLButtonElement ? [source] : [];
    for (const button of buttons) button.disabled = true;
    try {
      const told = await api.click({ person: person.openId, messageId: message.messageId, action });
      if (told.error) toast("error", `${told.error.text}（${told.error.code}）`);
      else if (told.toast) toast(told.toast.type, told.toast.content);
      await refresh();
    } catch {
      toast("error", "没有连上，请再点一次");
    } finally {
      source.classList.remove("busy");
      for (const button of buttons) button.disabled = false;
    }
  }

  function contentOf(message: Message): HTMLElement {
    const { type, content } = message;
    const word = (key: string) => String(content[key] ?? "");
    if (message.recalled) return el("p", { class: "bubble", text: "消息已撤回" });
    if (type === "interactive") {
      return renderCard(content, { nameOf, press: (action, source) => void press(message, action, source) });
    }
    if (type === "image")
      return el("img", { class: "photo", src: `/api/images/${word("image_key")}`, alt: "照片" });
    if (type === "file") return el("p", { class: "bubble file", text: `📎 ${word("file_name")}` });
    return el("p", { class: "bubble", text: word("text") });
  }

  const draw = (message: Message): HTMLElement => (isStub(message) ? stub(message) : whole(message));

  const whole = (message: Message): HTMLElement =>
    el("div", { class: `message ${message.mine ? "mine" : ""}`, "data-message-id": message.messageId }, [
      el("div", { class: "meta", text: `${message.fromName}　${message.dayText} ${message.atText}` }),
      message.parentText !== undefined && el("div", { class: "quote", text: `回复：${message.parentText}` }),
      contentOf(message),
      !message.mine &&
        el("button", {
          type: "button",
          class: "reply",
          text: "回复",
          on: { click: () => reply.to(message) },
        }),
    ]);

  async function refresh(): Promise<void> {
    const { messages } = await api.messages(chatId, person.openId);
    const isAtBottom = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_BOTTOM;
    const before = list.childElementCount;
    for (const message of messages) {
      const made = JSON.stringify([message.content, message.recalled, message.atText]);
      const known = drawn.get(message.messageId);
      if (known?.made === made) continue;
      const node = draw(message);
      if (known) known.node.replaceWith(node);
      else list.append(node);
      drawn.set(message.messageId, { made, node });
    }
    if (isAtBottom || before === 0) requestAnimationFrame(() => list.scrollTo({ top: list.scrollHeight }));
  }

  return { chatId, node: el("div", { class: "chat-in" }, [list, reply.node]), refresh };
}
