import { z } from "zod";
import type { Message } from "./events.ts";

const Node = z.object({
  tag: z.string(),
  text: z.string().optional(),
  image_key: z.string().optional(),
  file_key: z.string().optional(),
  user_id: z.string().optional(),
});
const Post = z.object({ title: z.string().optional(), content: z.array(z.array(Node)) });
const Text = z.object({ text: z.string() });
const WORDED = new Set(["text", "a", "code_block"]);

const nodesOf = (content: unknown) => {
  const post = Post.safeParse(content);
  return post.success ? post.data.content.flat() : [];
};

/** Rich text as lines: its title, then its paragraphs with the words of their links. */
function linesOf(content: unknown): string {
  const post = Post.safeParse(content);
  if (!post.success) return "";
  const paragraphs = post.data.content.map((nodes) =>
    nodes
      .map(({ tag, text }) => (WORDED.has(tag) ? (text ?? "") : ""))
      .join("")
      .trim(),
  );
  return [post.data.title ?? "", ...paragraphs].filter(Boolean).join("\n");
}

/** What was said, without the mentions: `@_user_10` before `@_user_1`, which is its beginning. */
export function textOf({ content, mentionKeys }: Message): string {
  const text = Text.safeParse(content);
  const said = text.success ? text.data.text : linesOf(content);
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
