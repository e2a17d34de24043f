import type { Clock } from "../clock.ts";

/** Somebody in the rehearsal's tenant. */
export type SandboxPerson = {
  openId: string;
  name: string;
  title: string;
  /** 区教育局, 办公室, 联席会议: how the page groups people. */
  group: string;
  mobile?: string;
  email?: string;
  /** Out of the app's availability range, left, or has blocked the bot: the code that sending gets. */
  unreachable?: 230013 | 230029 | 230053;
};

export type Chat = { chatId: string; kind: "p2p" | "group"; name: string; members: string[]; botIn: boolean };

export type Message = {
  messageId: string;
  chatId: string;
  /** An open_id, or `bot`. */
  from: string;
  type: string;
  content: Record<string, unknown>;
  parentId: string | null;
  rootId: string | null;
  at: Date;
  recalled: boolean;
  /** Who has read it, and when first. */
  readBy: Map<string, Date>;
  /** Everything it ever showed, oldest first. */
  versions: Record<string, unknown>[];
};

/** What is not written down about the platform, or may change without notice. */
export type PlatformRules = {
  /** What a repeated `uuid` is answered: the message of the first, or that it is being sent (CONTRACT §2.1). */
  repeats: "same" | "busy";
  /** The part of the usual limits that is allowed now. */
  pace: number;
  /** Chats whose messages the bot may not list. */
  unreadable: Set<string>;
  /** Whether the app has subscribed to what people read. */
  tellsReading: boolean;
};

/** A request that was refused for being too fast. */
export type Refusal = { code: number; path: string; at: Date };

/** A message that was made urgent for people. */
export type Urgent = { messageId: string; openIds: string[]; at: Date };

export type Upload = { bytes: Uint8Array; name: string; by: "bot" | "person" };

/** A small Feishu in memory. Ids are counted, so that a rehearsal looks the same each time. */
export function openState(
  clock: Clock,
  people: readonly SandboxPerson[],
  groups: readonly { chatId: string; name: string }[],
) {
  const known = new Map(people.map((person) => [person.openId, person]));
  const chats = new Map<string, Chat>();
  const messages = new Map<string, Message>();
  const uploads = new Map<string, Upload>();
  const lastRead = new Map<string, Date>();
  const rules: PlatformRules = { repeats: "same", pace: 1, unreadable: new Set(), tellsReading: true };
  const refusals: Refusal[] = [];
  const urgents: Urgent[] = [];
  let counted = 0;

  const nextId = (prefix: string) => {
    counted += 1;
    return `${prefix}${String(counted).padStart(12, "0")}`;
  };
  for (const { openId } of people) {
    const chatId = `oc_p2p_${openId}`;
    chats.set(chatId, { chatId, kind: "p2p", name: "督办机器人", members: [openId], botIn: true });
  }
  for (const { chatId, name } of groups) {
    chats.set(chatId, {
      chatId,
      kind: "group",
      name,
      members: people.map(({ openId }) => openId),
      botIn: true,
    });
  }

  return {
    clock,
    people: known,
    chats,
    messages,
    uploads,
    rules,
    /** Requests that came too fast: a judge wants none. */
    refusals,
    urgents,
    nextId,
    p2p: (openId: string) => chats.get(`oc_p2p_${openId}`),
    chatsOf: (openId: string) => [...chats.values()].filter(({ members }) => members.includes(openId)),
    messagesIn: (chatId: string) => [...messages.values()].filter((message) => message.chatId === chatId),
    add(message: Omit<Message, "messageId" | "at" | "recalled" | "readBy" | "versions">): Message {
      const added: Message = {
        ...message,
        messageId: nextId("om_x"),
        at: clock.now(),
        recalled: false,
        readBy: new Map(),
        versions: [message.content],
      };
      messages.set(added.messageId, added);
      return added;
    },
    show(message: Message, content: Record<string, unknown>): void {
      message.content = content;
      message.versions.push(content);
    },
    upload(prefix: string, upload: Upload): string {
      const key = nextId(prefix);
      uploads.set(key, upload);
      return key;
    },
    readUpTo: (openId: string, chatId: string) => lastRead.get(`${openId}|${chatId}`) ?? new Date(0),
    /** Answers the bot's messages that were not read before. */
    markRead(openId: string, chatId: string): string[] {
      const since = lastRead.get(`${openId}|${chatId}`) ?? new Date(0);
      lastRead.set(`${openId}|${chatId}`, clock.now());
      const fresh = [...messages.values()].filter(
        ({ chatId: chat, from, at }) => chat === chatId && from === "bot" && at > since,
      );
      for (const { readBy } of fresh) readBy.set(openId, clock.now());
      return fresh.map(({ messageId }) => messageId);
    },
  };
}

export type State = ReturnType<typeof openState>;
