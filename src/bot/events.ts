import { z } from "zod";
import type { Envelope } from "./gate.ts";
import { whole } from "./whole.ts";

const optional = z
  .string()
  .nullish()
  .transform((value) => value || null);
const UserId = z.object({ open_id: z.string() });

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullish();

/** A picker sends `2026-01-20 +0800`: the day is what was chosen. Empty answers are left out. */
function answered(form: Record<string, z.infer<typeof Scalar>>): Record<string, string | boolean | string[]> {
  const entries = Object.entries(form).flatMap(([name, value]): [string, string | boolean | string[]][] => {
    if (value === null || value === undefined || value === "") return [];
    if (Array.isArray(value)) return value.length > 0 ? [[name, value]] : [];
    if (typeof value === "boolean") return [[name, value]];
    return [[name, String(value).replace(/^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/, "$1")]];
  });
  return Object.fromEntries(entries);
}

/** A press of a card (CONTRACT §5.1). Names of our own; nothing in it is believed about who may do what. */
export const CardClick = z
  .object({
    operator: UserId,
    action: z.object({
      tag: z.string(),
      name: optional,
      value: z.unknown().optional(),
      form_value: z.record(z.string(), Scalar).nullish(),
      option: optional,
      options: z.union([z.array(z.string()), z.string()]).nullish(),
      checked: z.boolean().nullish(),
    }),
    context: z.object({ open_message_id: z.string(), open_chat_id: optional }),
  })
  .transform(({ operator, action, context }) => ({
    openId: operator.open_id,
    messageId: context.open_message_id,
    chatId: context.open_chat_id,
    action: {
      tag: action.tag,
      value: action.value,
      formValue: action.form_value ? answered(action.form_value) : null,
      option: action.option,
    },
  }));
export type CardClick = z.output<typeof CardClick>;

export const readClick = ({ type, body }: Envelope): CardClick | null => {
  if (type !== "card.action.trigger") return null;
  const read = CardClick.safeParse(body);
  return read.success ? read.data : null;
};

const Mention = z.object({ key: z.string(), mentioned_type: optional });

const Received = z.object({
  sender: z.object({ sender_id: UserId, sender_type: z.string() }),
  message: z.object({
    message_id: z.string(),
    root_id: optional,
    parent_id: optional,
    chat_id: z.string(),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(Mention).nullish(),
  }),
});

/** A message that a person sent to the bot or in a group that mentions it. */
export type Message = {
  messageId: string;
  parentId: string | null;
  rootId: string | null;
  chatId: string;
  chatType: string;
  type: string;
  content: unknown;
  mentionKeys: string[];
  openId: string;
};

type Said = z.output<typeof Received>["message"];

/** In a group people talk to one another, `@所有人` included: it is for us when it names a bot or replies to something. */
const isForUs = ({ chat_type, parent_id, root_id, mentions }: Said): boolean =>
  chat_type === "p2p" ||
  Boolean(parent_id ?? root_id) ||
  (mentions ?? []).some(({ mentioned_type }) => mentioned_type !== "user");

/** A person's message to us; `null` for what other bots say, for the talk of a group and for what cannot be read. */
export function readMessage(event: unknown): Message | null {
  const read = Received.safeParse(event);
  if (!read.success || read.data.sender.sender_type !== "user") return null;
  const { sender, message } = read.data;
  if (!isForUs(message)) return null;
  return {
    messageId: message.message_id,
    parentId: message.parent_id,
    rootId: message.root_id,
    chatId: message.chat_id,
    chatType: message.chat_type,
    type: message.message_type,
    content: parsed(message.content),
    mentionKeys: (message.mentions ?? []).map(({ key }) => key),
    openId: sender.sender_id.open_id,
  };
}

export const messageIn = ({ type, body }: Envelope): Message | null =>
  type === "im.message.receive_v1" ? readMessage(body) : null;

const optionalFlag = z.boolean().nullish();

/** A user whom the directory changed; `object` is how they are now (CONTRACT §4.5). */
export const UserChanged = z
  .object({
    object: z.object({
      open_id: z.string(),
      name: optional,
      status: z.object({ is_resigned: optionalFlag, is_exited: optionalFlag }).nullish(),
    }),
  })
  .transform(({ object: { open_id, name, status } }) => ({
    openId: open_id,
    name,
    hasLeft: status ? status.is_resigned === true || status.is_exited === true : null,
  }));

const Operated = z.union([
  UserChanged.transform(({ openId }) => openId),
  z.object({ operator_id: UserId }).transform(({ operator_id }) => operator_id.open_id),
  z
    .object({ operator: z.object({ operator_id: UserId }) })
    .transform(({ operator }) => operator.operator_id.open_id),
  z.object({ reader: z.object({ reader_id: UserId }) }).transform(({ reader }) => reader.reader_id.open_id),
]);

/** Whose events this one queues with. */
export function senderOf(envelope: Envelope): string | null {
  const message = messageIn(envelope);
  if (message) return message.openId;
  const operated = Operated.safeParse(envelope.body);
  return operated.success ? operated.data : null;
}

export const ChatEntered = z
  .object({ operator_id: UserId })
  .transform(({ operator_id }) => ({ openId: operator_id.open_id }));

/** A person opened the chat and saw these messages (CONTRACT §3). */
export const MessagesRead = z
  .object({
    reader: z.object({ reader_id: UserId, read_time: z.coerce.number() }),
    message_id_list: z.array(z.string()),
  })
  .transform(({ reader, message_id_list }) => ({
    openId: reader.reader_id.open_id,
    at: new Date(reader.read_time),
    messageIds: message_id_list,
  }));

export const MenuPressed = z
  .object({
    operator: z.object({ operator_id: UserId }),
    event_key: z.string(),
    timestamp: z.coerce.number(),
  })
  .transform(({ operator, event_key, timestamp }) => ({
    openId: operator.operator_id.open_id,
    eventKey: event_key,
    at: timestamp,
  }));

function parsed(content: string): unknown {
  try {
    return whole(JSON.parse(content));
  } catch {
    return {};
  }
}
