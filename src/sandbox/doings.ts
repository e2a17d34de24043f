import { checkCard } from "../../cards/check.ts";
import { textIn } from "./body.ts";
import type { Answer, Pusher } from "./pusher.ts";
import type { Message, State } from "./state.ts";

export type Action = {
  tag: string;
  name?: string;
  value?: object;
  form_value?: Record<string, unknown>;
  input_value?: string;
  option?: string;
  options?: string[];
  checked?: boolean;
};

export type Pressed = {
  toast?: { type: string; content: string };
  card?: Record<string, unknown>;
  error?: { code: number; text: string };
};

const CARD_LIFE_MS = 14 * 24 * 60 * 60_000;

type Said = {
  type: "text" | "image" | "file";
  text?: string;
  name?: string;
  bytes?: Uint8Array;
  parentId?: string | null;
  mention?: boolean;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const FAILED: Record<string, string> = {
  200340: "没有设置回调地址",
  200341: "3秒内没有应答",
  200671: "应答状态不对",
  200672: "应答内容不对",
  200673: "应答里的卡片不对",
  200810: "卡片已过期，发“我的任务”或“我的隐患”可重新打开",
};

/** What people do in the chat: write, send, press. Their client's rules are kept here. */
export function openDoings(state: State, pusher: Pusher, onChange: () => void) {
  const idsOf = (openId: string) => ({
    open_id: openId,
    union_id: openId.replace("ou_", "on_"),
    user_id: null,
  });
  const failed = (code: number): Pressed => ({ error: { code, text: FAILED[code] ?? "出错了" } });

  async function say(openId: string, chatId: string, said: Said): Promise<Message> {
    const content = contentOf(state, said);
    const parent = said.parentId ? state.messages.get(said.parentId) : undefined;
    const chat = state.chats.get(chatId);
    const message = state.add({
      chatId,
      from: openId,
      type: said.type,
      content,
      parentId: parent?.messageId ?? null,
      rootId: parent ? (parent.rootId ?? parent.messageId) : null,
    });
    onChange();
    const isHeard = chat?.kind === "p2p" || said.mention === true;
    if (isHeard)
      await pusher.push(
        "im.message.receive_v1",
        received(openId, message, chat?.kind ?? "p2p", said.mention === true),
      );
    onChange();
    return message;
  }

  function received(openId: string, message: Message, chatType: string, mention: boolean) {
    const heard = mention
      ? { ...message.content, text: `@_user_1 ${textIn(message.content, "text")}` }
      : message.content;
    return {
      sender: { sender_id: idsOf(openId), sender_type: "user", tenant_key: "rehearsal" },
      message: {
        message_id: message.messageId,
        ...(message.rootId ? { root_id: message.rootId, parent_id: message.parentId } : {}),
        create_time: String(message.at.getTime()),
        chat_id: message.chatId,
        chat_type: chatType,
        message_type: message.type,
        content: JSON.stringify(heard),
        ...(mention ? { mentions: [{ key: "@_user_1", id: idsOf("ou_bot"), name: "督办" }] } : {}),
      },
    };
  }

  async function press(openId: string, messageId: string, action: Action): Promise<Pressed> {
    const message = state.messages.get(messageId);
    if (!message || message.recalled) return failed(200673);
    if (state.clock.now().getTime() - message.at.getTime() > CARD_LIFE_MS) return failed(200810);
    const answer = await pusher.press({
      operator: { ...idsOf(openId), tenant_key: "rehearsal" },
      token: state.nextId("c-"),
      action: { ...action, timezone: "Asia/Shanghai" },
      host: "im_message",
      context: { open_message_id: messageId, open_chat_id: message.chatId },
    });
    const pressed = understood(answer);
    if (pressed.card) state.show(message, pressed.card);
    onChange();
    return pressed;
  }

  /** What the client makes of an answer (CONTRACT §5.2). */
  function understood(answer: Answer | null): Pressed {
    if (answer === null) return failed(200341);
    if (answer.status !== 200) return failed(200671);
    const { toast, card } = answer.body;
    const said = isObject(toast)
      ? { toast: { type: textIn(toast, "type"), content: textIn(toast, "content") } }
      : {};
    if (card === undefined) return said;
    const data = isObject(card) && card["type"] === "raw" && isObject(card["data"]) ? card["data"] : null;
    if (data === null) return failed(200672);
    return checkCard(data).length > 0 ? failed(200673) : { ...said, card: data };
  }

  const enter = (openId: string): Promise<void> => {
    const chat = state.p2p(openId);
    return pusher.push("im.chat.access_event.bot_p2p_chat_entered_v1", {
      chat_id: chat?.chatId,
      operator_id: idsOf(openId),
    });
  };

  /** Somebody opens a chat: what the bot wrote there is read, and Feishu tells it of a chat of two. */
  async function read(openId: string, chatId: string): Promise<void> {
    const fresh = state.markRead(openId, chatId);
    if (fresh.length === 0 || !state.rules.tellsReading || state.chats.get(chatId)?.kind !== "p2p") return;
    const reader = { reader_id: idsOf(openId), read_time: String(state.clock.now().getTime()) };
    await pusher.push("im.message.message_read_v1", {
      reader: { ...reader, tenant_key: "rehearsal" },
      message_id_list: fresh,
    });
  }

  return { say, press, enter, read };
}

function contentOf(
  state: State,
  { type, text = "", name = "文件", bytes = new Uint8Array() }: Said,
): Record<string, unknown> {
  if (type === "text") return { text };
  const key = state.upload(type === "image" ? "img_v3_" : "file_v3_", { bytes, name, by: "person" });
  return type === "image" ? { image_key: key } : { file_key: key, file_name: name };
}

export type Doings = ReturnType<typeof openDoings>;
