import { checkCard } from "../../cards/check.ts";
import { fine, refuse, type Asked, type Reply, type Routes } from "./replies.ts";
import { parseObject, textIn } from "./body.ts";
import { openLimits, type Refused } from "./limits.ts";
import type { Chat, Message, State } from "./state.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const CARD_BYTES = 30 * 1024;
const TEXT_BYTES = 150 * 1024;
const CARD_DAYS = 14;
const READ_DAYS = 7;
const UUID_CHARACTERS = 50;
const PAGE = 50;

const asReply = ({ status, code, msg, headers }: Refused): Reply => ({
  status,
  code,
  msg,
  ...(headers ? { headers } : {}),
});

/** What Feishu says to a card it will not show. */
const badCard = (mistakes: readonly string[]): Reply =>
  refuse(
    230099,
    `Failed to create card content, ext=ErrCode: 200621; ErrMsg: ${mistakes.slice(0, 3).join("; ")}; ErrorValue: ;`,
  );

/** Sending, changing, recalling and reading messages. */
export function messageRoutes(state: State): Routes {
  const { clock } = state;
  const limits = openLimits(clock, state.rules);
  const sent = new Map<string, { at: number; messageId: string }>();

  function wrongContent(type: string, content: string): Reply | null {
    if (Buffer.byteLength(content) > (type === "text" ? TEXT_BYTES : CARD_BYTES))
      return refuse(230025, "The length of the message content reaches its limit.");
    if (type !== "interactive") return null;
    const mistakes = checkCard(parseObject(content));
    return mistakes.length > 0 ? badCard(mistakes) : null;
  }

  function place({ query, body }: Asked): Chat | Reply {
    const id = textIn(body, "receive_id");
    const kind = query["receive_id_type"];
    if (kind === "open_id") {
      const person = state.people.get(id);
      if (!person)
        return refuse(230001, "Your request contains an invalid request parameter, ext=invalid receive_id");
      if (person.unreachable) return refuse(person.unreachable, "Bot has NO availability to this user.");
      return state.p2p(id) ?? refuse(230001, "no chat");
    }
    if (kind !== "chat_id") return refuse(230001, "ext=invalid receive_id_type");
    const chat = state.chats.get(id);
    if (!chat) return refuse(230001, "ext=invalid receive_id");
    return chat.botIn ? chat : refuse(230002, "The bot can not be outside the group.");
  }

  function create(asked: Asked, parent: Message | null): Reply {
    const { body } = asked;
    const type = textIn(body, "msg_type");
    const content = textIn(body, "content");
    const uuid = textIn(body, "uuid");
    const found = parent ? (state.chats.get(parent.chatId) ?? refuse(230001, "no chat")) : place(asked);
    if ("code" in found) return found;
    const limited = limits("create", found.chatId);
    if (limited) return asReply(limited);
    if (uuid.length > UUID_CHARACTERS) return refuse(99992402, "field validation failed: uuid");
    const before = sent.get(uuid);
    if (uuid && before && clock.now().getTime() - before.at < HOUR_MS) {
      if (state.rules.repeats === "busy") return refuse(230049, "The message is being sent.");
      return fine({ message_id: before.messageId, chat_id: found.chatId });
    }
    const wrong = wrongContent(type, content);
    if (wrong) return wrong;
    const message = state.add({
      chatId: found.chatId,
      from: "bot",
      type,
      content: named(type, parseObject(content)),
      parentId: parent?.messageId ?? null,
      rootId: parent?.rootId ?? parent?.messageId ?? null,
    });
    if (uuid) sent.set(uuid, { at: clock.now().getTime(), messageId: message.messageId });
    return fine({ message_id: message.messageId, chat_id: found.chatId, msg_type: type });
  }

  /** A file is shown by the name it was uploaded under. */
  const named = (type: string, content: Record<string, unknown>) =>
    type === "file"
      ? { ...content, file_name: state.uploads.get(textIn(content, "file_key"))?.name ?? "" }
      : content;

  const known = ({ params }: Asked): Message | Reply => {
    const message = state.messages.get(params["id"] ?? "");
    return (
      message ?? refuse(230001, "Your request contains an invalid request parameter, ext=invalid message_id")
    );
  };

  function patch(asked: Asked): Reply {
    const { body } = asked;
    const message = known(asked);
    if ("code" in message) return message;
    const limited = limits("patch", message.messageId);
    if (limited) return asReply(limited);
    if (message.from !== "bot") return refuse(230012, "NOT the bot sender.");
    if (message.recalled) return refuse(230011, "The message is recalled.");
    if (clock.now().getTime() - message.at.getTime() > CARD_DAYS * DAY_MS)
      return refuse(230031, "The message is too old to be updated.");
    const wrong = wrongContent("interactive", textIn(body, "content"));
    if (wrong) return wrong;
    state.show(message, parseObject(textIn(body, "content")));
    return fine();
  }

  function recall(asked: Asked): Reply {
    const message = known(asked);
    if ("code" in message) return message;
    message.recalled = true;
    return fine();
  }

  /** A chat's messages between two seconds, oldest first, fifty a page. */
  function history({ query }: Asked): Reply {
    const { container_id = "", start_time = "0", end_time = "9999999999", page_token = "0" } = query;
    if (state.rules.unreadable.has(container_id)) return refuse(230027, "Lack of necessary permissions.");
    const inTime = state.messagesIn(container_id).filter(({ at }) => {
      const second = Math.floor(at.getTime() / 1_000);
      return second >= Number(start_time) && second <= Number(end_time);
    });
    const from = Number(page_token);
    const page = inTime.slice(from, from + PAGE);
    const more = from + PAGE < inTime.length;
    return fine({ has_more: more, page_token: String(from + PAGE), items: page.map(described) });
  }

  /** Who has read one of the bot's own messages; asked for within seven days. */
  function readers(asked: Asked): Reply {
    const message = known(asked);
    if ("code" in message) return message;
    const limited = limits("read_users", "");
    if (limited) return asReply(limited);
    if (message.from !== "bot") return refuse(230012, "NOT the bot sender.");
    if (clock.now().getTime() - message.at.getTime() > READ_DAYS * DAY_MS)
      return refuse(230033, "The message was sent more than 7 days ago.");
    const items = [...message.readBy].map(([openId, at]) => ({
      user_id_type: "open_id",
      user_id: openId,
      timestamp: String(at.getTime()),
      tenant_key: "rehearsal",
    }));
    return fine({ has_more: false, items });
  }

  const described = ({ messageId, chatId, type, content, at, recalled, from }: Message) => ({
    message_id: messageId,
    chat_id: chatId,
    msg_type: type,
    create_time: String(at.getTime()),
    deleted: recalled,
    sender: { id: from, sender_type: from === "bot" ? "app" : "user" },
    body: { content: JSON.stringify(content) },
  });

  return [
    ["post", "/im/v1/messages", (asked) => create(asked, null)],
    [
      "post",
      "/im/v1/messages/:id/reply",
      (asked) => {
        const parent = known(asked);
        return "code" in parent ? parent : create(asked, parent);
      },
    ],
    ["patch", "/im/v1/messages/:id", patch],
    ["delete", "/im/v1/messages/:id", recall],
    [
      "get",
      "/im/v1/messages/:id",
      (asked) => {
        const message = known(asked);
        return "code" in message ? message : fine({ items: [described(message)] });
      },
    ],
    ["get", "/im/v1/messages", history],
    ["get", "/im/v1/messages/:id/read_users", readers],
  ];
}
