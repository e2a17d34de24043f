import { z } from "zod";
import type { Envelope } from "./gate.ts";

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

const Mention = z.object({ key: z.string(), id: z.object({ open_id: optional }).optional() });

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

/** A person's message; `null` for what other bots say and for what cannot be read. */
export function readMessage(event: unknown): Message | null {
  const read = Received.safeParse(event);
  if (!read.success || read.data.sender.sender_type !== "user") return null;
  const { sender, message } = read.data;
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

const Operated = z.union([
  z.object({ operator_id: UserId }).transform(({ operator_id }) => operator_id.open_id),
  z
    .object({ operator: z.object({ operator_id: UserId }) })
    .transform(({ operator }) => operator.operator_id.open_id),
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
    return JSON.parse(content);
  } catch {
    return {};
  }
}

const Node = z.object({
  tag: z.string(),
  text: z.string().optional(),
  image_key: z.string().optional(),
  file_key: z.string().optional(),
  user_id: z.string().optional(),
});
const Post = z.object({ title: z.string().optional(), content: z.array(z.array(Node)) });
const Text = z.object({ text: z.string() });

const nodesOf = (content: unknown) => {
  const post = Post.safeParse(content);
  return post.success ? post.data.content.flat() : [];
};

/** What was said, without the mentions: `@_user_10` before `@_user_1`, which is its beginning. */
export function textOf({ content, mentionKeys }: Message): string {
  const text = Text.safeParse(content);
  const said = text.success
    ? text.data.text
    : nodesOf(content)
        .flatMap(({ tag, text: words }) => (tag === "text" && words ? [words] : []))
        .join("");
  return mentionKeys
    .toSorted((one, other) => other.length - one.length)
    .reduce((words, key) => words.replaceAll(key, ""), said.replaceAll("@_all", ""))
    .trim();
}

export type Resource = { key: string; kind: "image" | "file"; name: string };

const Image = z.object({ image_key: z.string() });
const File = z.object({ file_key: z.string(), file_name: z.string().optional() });

/** Everything in a message that can be fetched: pictures also inside rich text, audio and video as files. */
export function resourcesOf({ type, content }: Message): Resource[] {
  if (type === "post") {
    return nodesOf(content).flatMap(({ image_key, file_key }): Resource[] => {
      if (file_key) return [{ key: file_key, kind: "file", name: "视频" }];
      return image_key ? [{ key: image_key, kind: "image", name: "照片" }] : [];
    });
  }
  const file = File.safeParse(content);
  if (file.success && type !== "sticker") {
    return [
      {
        key: file.data.file_key,
        kind: "file",
        name: file.data.file_name ?? (type === "audio" ? "录音" : "文件"),
      },
    ];
  }
  const image = Image.safeParse(content);
  return image.success ? [{ key: image.data.image_key, kind: "image", name: "照片" }] : [];
}
