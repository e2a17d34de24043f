import Router from "@koa/router";
import { PassThrough } from "node:stream";
import { z } from "zod";
import { dayInWords, dayOf, timeOf } from "../dates.ts";
import { readJson } from "./body.ts";
import type { Doings } from "./doings.ts";
import type { Message, State } from "./state.ts";

const ZONE = "Asia/Shanghai";

/** How the rehearsal's clock is moved, and what comes next. */
export type ClockControls = {
  move(request: ClockMove): Promise<void>;
  nextPush(): Promise<{ at: Date; text: string } | null>;
};

export const ClockMove = z.union([
  z.object({ by: z.enum(["hour", "day", "next"]) }),
  z.object({ to: z.iso.datetime({ offset: true }) }),
  z.object({ endOfDay: z.literal(true) }),
]);
export type ClockMove = z.infer<typeof ClockMove>;

const Said = z.object({
  person: z.string(),
  type: z.enum(["text", "image", "file"]),
  text: z.string().max(5000).optional(),
  name: z.string().max(255).optional(),
  base64: z.string().optional(),
  parentId: z.string().optional(),
  mention: z.boolean().optional(),
});

const Click = z.object({
  person: z.string(),
  messageId: z.string(),
  action: z.looseObject({ tag: z.string() }),
});

/** What the chat page asks for: people, chats, messages, presses, the clock. */
export function pageApi(
  state: State,
  doings: Doings,
  controls: ClockControls,
  listeners: Set<() => void>,
): Router {
  const router = new Router({ prefix: "/api" });
  const nowText = () => {
    const now = state.clock.now();
    const day = dayOf(now, ZONE);
    return `${day.slice(0, 4)}年${dayInWords(day, day)}${timeOf(now, ZONE)}`;
  };
  const nameOf = (from: string) => (from === "bot" ? "督办机器人" : (state.people.get(from)?.name ?? from));

  const shown = (message: Message, person: string) => {
    const parent = message.parentId ? state.messages.get(message.parentId) : undefined;
    return {
      messageId: message.messageId,
      mine: message.from === person,
      fromName: nameOf(message.from),
      at: message.at.toISOString(),
      atText: timeOf(message.at, ZONE),
      dayText: dayInWords(dayOf(message.at, ZONE), dayOf(state.clock.now(), ZONE)),
      type: message.type,
      content: message.content,
      ...(parent ? { parentId: parent.messageId, parentText: inBrief(parent) } : {}),
      ...(message.recalled ? { recalled: true } : {}),
    };
  };

  router.get("/people", (ctx) => {
    ctx.body = {
      people: [...state.people.values()].map(({ openId, name, title, group }) => ({
        openId,
        name,
        title,
        group,
      })),
    };
  });
  router.get("/state", async (ctx) => {
    const person = String(ctx.query["person"] ?? "");
    const chats = state.chatsOf(person).map(({ chatId, name, kind }) => {
      const messages = state.messagesIn(chatId);
      const last = messages.at(-1);
      const readAt = state.readUpTo(person, chatId);
      return {
        chatId,
        name,
        kind,
        unread: messages.filter(({ at, from }) => from !== person && at > readAt).length,
        lastText: last ? inBrief(last) : "",
        lastAt: last?.at.toISOString() ?? null,
      };
    });
    const next = await controls.nextPush();
    ctx.body = {
      now: state.clock.now().toISOString(),
      nowText: nowText(),
      chats,
      nextPush: next && { at: next.at.toISOString(), text: next.text },
    };
  });
  router.get("/chats/:chatId/messages", async (ctx) => {
    const person = String(ctx.query["person"] ?? "");
    const chatId = String(ctx["params"]["chatId"]);
    if (ctx.query["peek"] === undefined) await doings.read(person, chatId);
    ctx.body = { messages: state.messagesIn(chatId).map((message) => shown(message, person)) };
  });
  router.post("/chats/:chatId/messages", async (ctx) => {
    const { person, base64, ...said } = Said.parse(await readJson(ctx.req));
    const bytes = base64 === undefined ? {} : { bytes: new Uint8Array(Buffer.from(base64, "base64")) };
    const { messageId } = await doings.say(person, String(ctx["params"]["chatId"]), {
      ...defined(said),
      ...bytes,
    });
    ctx.body = { messageId };
  });
  router.post("/click", async (ctx) => {
    const { person, messageId, action } = Click.parse(await readJson(ctx.req));
    ctx.body = await doings.press(person, messageId, action);
  });
  router.post("/clock", async (ctx) => {
    await controls.move(ClockMove.parse(await readJson(ctx.req)));
    ctx.body = { now: state.clock.now().toISOString(), nowText: nowText() };
  });
  router.get("/events", (ctx) => {
    const stream = new PassThrough();
    const tell = () => void stream.write(`data: ${JSON.stringify({ kind: "change" })}\n\n`);
    listeners.add(tell);
    ctx.req.on("close", () => {
      listeners.delete(tell);
      stream.end();
    });
    ctx.set({ "content-type": "text/event-stream", "cache-control": "no-store" });
    stream.write(": open\n\n");
    ctx.body = stream;
  });
  for (const kind of ["images", "files"]) {
    router.get(`/${kind}/:key`, (ctx) => {
      const upload = state.uploads.get(String(ctx["params"]["key"]));
      if (!upload) {
        ctx.status = 404;
        return;
      }
      ctx.type = kind === "images" ? "image/png" : "application/octet-stream";
      ctx.body = Buffer.from(upload.bytes);
    });
  }
  return router;
}

type Given = Omit<z.infer<typeof Said>, "person" | "base64">;

const defined = ({ type, text, name, parentId, mention }: Given) => ({
  type,
  ...(text === undefined ? {} : { text }),
  ...(name === undefined ? {} : { name }),
  ...(parentId === undefined ? {} : { parentId }),
  ...(mention === undefined ? {} : { mention }),
});

const Summary = z.object({ config: z.object({ summary: z.object({ content: z.string() }) }) });
const Text = z.object({ text: z.string() });
const File = z.object({ file_name: z.string() });

/** One line for a chat list or a quotation. */
function inBrief({ type, content, recalled }: Message): string {
  if (recalled) return "已撤回";
  if (type === "text") return Text.safeParse(content).data?.text ?? "";
  if (type === "image") return "[照片]";
  if (type === "file") return `[文件] ${File.safeParse(content).data?.file_name ?? ""}`;
  return Summary.safeParse(content).data?.config.summary.content ?? "[卡片]";
}
