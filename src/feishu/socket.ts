import { EventDispatcher, LoggerLevel, WSClient } from "@larksuiteoapi/node-sdk";
import { z } from "zod";
import { SetupError } from "../errors.ts";
import { inBrief, type Log } from "../log.ts";
import { openRequests } from "./http.ts";
import { quietLogger } from "./logger.ts";

const APP_ID = /^cli_[0-9a-fA-F]{16}$/;
const TYPES = [
  "card.action.trigger",
  "im.message.receive_v1",
  "im.chat.access_event.bot_p2p_chat_entered_v1",
  "im.chat.member.bot.added_v1",
  "im.chat.member.bot.deleted_v1",
  "im.chat.disbanded_v1",
  "application.bot.menu_v6",
  "contact.user.deleted_v3",
  "contact.user.updated_v3",
  "im.message.recalled_v1",
  "im.message.message_read_v1",
] as const;

/** The dispatcher flattens header and event into one object. */
const Flat = z.looseObject({ event_id: z.string(), event_type: z.string() });

export type SocketParts = {
  appId: string;
  appSecret: string;
  domain: string;
  log: Log;
  /** The same function the webhook calls. */
  onEnvelope: (envelope: { eventId: string; type: string; body: unknown }) => Promise<object>;
};

export type Socket = { ready: Promise<void>; isOpen(): boolean; close(): void };

/** The long connection: Feishu's events without a public address. Needs no signature, the connection is ours. */
export function openSocket({ appId, appSecret, domain, log, onEnvelope }: SocketParts): Socket {
  if (!APP_ID.test(appId)) {
    throw new SetupError(["设置 FEISHU_APP_ID：长连接要求 cli_ 后是16位十六进制，例：cli_a0b1c2d3e4f50617"]);
  }
  const logger = quietLogger(log);
  const dispatcher = new EventDispatcher({ logger, loggerLevel: LoggerLevel.warn });
  const take = (told: unknown) => {
    const { event_id: eventId, event_type: type, ...body } = Flat.parse(told);
    return onEnvelope({ eventId, type, body });
  };
  dispatcher.register(Object.fromEntries(TYPES.map((type) => [type, take])));

  let isOpen = false;
  let opened: () => void = () => undefined;
  let refused: (error: Error) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    opened = resolve;
    refused = reject;
  });
  const client = new WSClient({
    appId,
    appSecret,
    domain,
    httpInstance: openRequests(15_000),
    logger,
    loggerLevel: LoggerLevel.warn,
    handshakeTimeoutMs: 10_000,
    wsConfig: { pingTimeout: 30 },
    onReady: () => {
      isOpen = true;
      opened();
    },
    onReconnecting: () => {
      isOpen = false;
      log.warn("long connection lost, reconnecting");
    },
    onReconnected: () => {
      isOpen = true;
      log.info("long connection back");
    },
    onError: (error: Error) => {
      log.error("long connection refused", inBrief(error));
      refused(
        new SetupError([
          `长连接没有建立（${inBrief(error).message}）。请核对 App ID、App Secret，并在后台把订阅方式设为长连接`,
        ]),
      );
    },
  });
  void client.start({ eventDispatcher: dispatcher });
  return { ready, isOpen: () => isOpen, close: () => client.close({ force: true }) };
}
