import { api, type Chat, type Message, type Person } from "./api.ts";
import { el } from "./dom.ts";
import { toast } from "./toast.ts";

export type Composer = { node: HTMLElement; to(message: Message): void };

const CHUNK = 0x8000;

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/** The line to write in: words, a photo, a file; in reply to a card or not. */
export function composer({ chatId, kind }: Chat, { openId: person }: Person): Composer {
  let parent: Message | null = null;
  const quoted = el("div", { class: "quoting", hidden: true });
  const words = el("textarea", {
    rows: 1,
    placeholder: kind === "group" ? "在群里说（会@督办）" : "发消息，例：帮助",
    "aria-label": "消息",
  });
  const reset = () => {
    parent = null;
    quoted.hidden = true;
    words.value = "";
  };
  async function send(said: object): Promise<void> {
    const reply = parent ? { parentId: parent.messageId } : {};
    try {
      await api.send(chatId, { person, ...said, ...reply, ...(kind === "group" ? { mention: true } : {}) });
      reset();
    } catch {
      toast("error", "没有发出去，请再试一次");
    }
  }
  const sendWords = () => {
    const text = words.value.trim();
    if (text !== "") void send({ type: "text", text });
  };
  const attach = (type: "image" | "file", accept: string, label: string) => {
    const input = el("input", { type: "file", accept, hidden: true, "data-testid": `send-${type}` });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (!file) return;
      void file
        .arrayBuffer()
        .then((bytes) => send({ type, name: file.name, base64: base64(new Uint8Array(bytes)) }));
      input.value = "";
    });
    return [input, el("button", { type: "button", text: label, on: { click: () => input.click() } })];
  };
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendWords();
  });
  const node = el("div", { class: "composer" }, [
    quoted,
    el("div", { class: "line" }, [
      words,
      ...attach("image", "image/*", "照片"),
      ...attach("file", "", "文件"),
      el("button", { type: "button", class: "send", text: "发送", on: { click: sendWords } }),
    ]),
  ]);
  return {
    node,
    to: (message) => {
      parent = message;
      const close = el("button", { type: "button", text: "×", "aria-label": "不回复", on: { click: reset } });
      quoted.replaceChildren(`回复 ${message.fromName}：${titleOf(message)}`, close);
      quoted.hidden = false;
      words.focus();
    },
  };
}

const isJson = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function titleOf({ type, content }: Message): string {
  if (type !== "interactive") return String(content["text"] ?? content["file_name"] ?? "照片");
  const header = content["header"];
  const title = isJson(header) ? header["title"] : null;
  return isJson(title) ? String(title["content"]) : "卡片";
}
