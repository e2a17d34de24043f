import { Client, LoggerLevel, withTenantToken, type HttpInstance } from "@larksuiteoapi/node-sdk";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { failed, readError, readReply, type Answered } from "./call.ts";
import { readBytes } from "./download.ts";
import { findMarked, HistoryPage } from "./history.ts";
import { openRequests } from "./http.ts";
import { quietLogger } from "./logger.ts";
import { findIds } from "./contacts.ts";
import type { Feishu, Place } from "./feishu.ts";
import { BotInfo, FileKey, Ids, Named, NamedUser, Nothing, Readers, Scopes, Sent } from "./shapes.ts";
import { openTokens } from "./tokens.ts";
import { openCount } from "./count.ts";

const TIMEOUT_MS = 10_000;
const PAGE = 50;
/** Our cards go to one person each: one page holds every reader. */
const READERS = 100;
/** Path parameters are not encoded by the SDK: an id with a slash would reach another address (CONTRACT §0.17). */
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;

export type FeishuParts = {
  appId: string;
  appSecret: string;
  domain: string;
  clock: Clock;
  log: Log;
  /** How requests leave; without it over the network, within a time limit. */
  http?: HttpInstance;
};

/** Opens the platform, or a sandbox under another address: the same calls, the same SDK. */
export function openFeishu({
  appId,
  appSecret,
  domain,
  clock,
  log,
  http = openRequests(TIMEOUT_MS),
}: FeishuParts): Feishu {
  const client = new Client({
    appId,
    appSecret,
    domain,
    disableTokenCache: true,
    httpInstance: http,
    logger: quietLogger(log),
    loggerLevel: LoggerLevel.warn,
  });
  const tokens = openTokens(
    () =>
      http.post(`${domain}/open-apis/auth/v3/tenant_access_token/internal`, {
        app_id: appId,
        app_secret: appSecret,
      }),
    clock,
  );

  const count = openCount(clock);

  type Options = ReturnType<typeof withTenantToken>;

  /** One call with a token; a refused token is dropped and the call made once more. */
  async function call<Value>(
    ask: (options: Options) => Promise<unknown>,
    shape: z.ZodType<Value>,
  ): Promise<Answered<Value>> {
    const once = async () => {
      const token = await tokens.current();
      if (!token.ok) return { answer: token, used: "" };
      const answer = await ask(withTenantToken(token.value)).then(
        (reply) => readReply(reply, shape),
        readError,
      );
      count.heard(answer);
      return { answer, used: token.value };
    };
    const first = await once();
    if (first.answer.ok || first.answer.error.class !== "token") return first.answer;
    tokens.refused(first.used);
    return (await once()).answer;
  }

  const checked = <Value>(
    ids: readonly string[],
    go: () => Promise<Answered<Value>>,
  ): Promise<Answered<Value>> =>
    ids.every((id) => ID.test(id)) ? go() : Promise.resolve(failed(230001, "编号不合规", { class: "ours" }));

  const request = <Value>(method: string, url: string, shape: z.ZodType<Value>, params = {}, data = {}) =>
    call((options) => client.request({ method, url, params, data }, options), shape);

  function create(to: Place, kind: "interactive" | "file", content: object, uuid: string) {
    const [type, id] = "openId" in to ? (["open_id", to.openId] as const) : (["chat_id", to.chatId] as const);
    const data = { receive_id: id, msg_type: kind, content: JSON.stringify(content), uuid };
    const params = { receive_id_type: type };
    return checked([id], () =>
      call((options) => client.im.v1.message.create({ params, data }, options), Sent),
    );
  }

  return {
    send: (to, card, uuid) => create(to, "interactive", card, uuid),
    sendFile: async (to, { name, bytes }, uuid) => {
      const data = { file_type: "stream" as const, file_name: name, file: Buffer.from(bytes) };
      const kept = await call(
        async (options) => ({ key: await client.im.v1.file.create({ data }, options) }),
        FileKey,
      );
      return kept.ok ? create(to, "file", { file_key: kept.value }, uuid) : kept;
    },
    patch: (messageId, card) =>
      checked([messageId], () =>
        call(
          (options) =>
            client.im.v1.message.patch(
              { path: { message_id: messageId }, data: { content: JSON.stringify(card) } },
              options,
            ),
          Nothing,
        ),
      ),
    urge: (messageId, openId) =>
      checked([messageId, openId], () =>
        request(
          "PATCH",
          `/open-apis/im/v1/messages/${messageId}/urgent_app`,
          Nothing,
          { user_id_type: "open_id" },
          { user_id_list: [openId] },
        ),
      ),
    find: (chatId, marker, since, until) =>
      checked([chatId], async () => {
        const seconds = (instant: Date) => String(Math.floor(instant.getTime() / 1_000));
        const window = { start_time: seconds(since), end_time: seconds(until) };
        const asked = { container_id_type: "chat", container_id: chatId, page_size: PAGE, ...window };
        const read = (page: string | null) =>
          request("GET", "/open-apis/im/v1/messages", HistoryPage, {
            ...asked,
            card_msg_content_type: "user_card_content",
            ...(page ? { page_token: page } : {}),
          });
        return findMarked(read, marker);
      }),
    download: (messageId, key, kind, cap) =>
      checked([messageId, key], async () => {
        const path = { message_id: messageId, file_key: key };
        const read = async (options: Options) => {
          const got = await client.im.v1.messageResource.get({ path, params: { type: kind } }, options);
          return readBytes(got, cap);
        };
        return call(read, z.object({ bytes: z.instanceof(Uint8Array) }));
      }),
    uploadImage: (bytes) =>
      call(
        async (options) => {
          const image = Buffer.from(bytes);
          return {
            key: await client.im.v1.image.create({ data: { image_type: "message", image } }, options),
          };
        },
        z.object({ key: z.object({ image_key: z.string() }) }).transform(({ key }) => key.image_key),
      ),
    resolveIds: (asked) =>
      findIds(
        (data) =>
          request("POST", "/open-apis/contact/v3/users/batch_get_id", Ids, { user_id_type: "open_id" }, data),
        asked,
      ),
    readers: (messageId) =>
      checked([messageId], () =>
        request("GET", `/open-apis/im/v1/messages/${messageId}/read_users`, Readers, {
          user_id_type: "open_id",
          page_size: READERS,
        }),
      ),
    botInfo: () => request("GET", "/open-apis/bot/v3/info", BotInfo),
    chat: (chatId) => checked([chatId], () => request("GET", `/open-apis/im/v1/chats/${chatId}`, Named)),
    user: (openId) =>
      checked([openId], () =>
        request("GET", `/open-apis/contact/v3/users/${openId}`, NamedUser, { user_id_type: "open_id" }),
      ),
    takeCount: count.take,
    scopes: () => request("GET", "/open-apis/application/v6/scopes", Scopes),
  };
}
