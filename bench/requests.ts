import { createHash } from "node:crypto";
import { systemNow } from "../src/clock.ts";
import { encrypt, signatureOf } from "../src/feishu/signature.ts";
import { APP } from "../test/house.ts";

export type Sealed = { raw: Buffer; headers: Record<string, string> };

let ahead = 0;

/** The bot that is asked lives at another time. */
export const liveAhead = (ms: number): void => void (ahead = ms);

/** A push as Feishu sends it: sealed, signed, dated now. */
export function sealed(type: string, id: string, event: object): Sealed {
  const header = { event_id: id, event_type: type, token: APP.verificationToken, app_id: APP.appId };
  const iv = createHash("md5").update(id).digest();
  const told = JSON.stringify({ schema: "2.0", header, event });
  const raw = Buffer.from(JSON.stringify({ encrypt: encrypt(told, APP.encryptKey, iv) }));
  const timestamp = String(Math.floor((systemNow().getTime() + ahead) / 1_000));
  return {
    raw,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": id,
      "x-lark-signature": signatureOf(timestamp, id, APP.encryptKey, raw),
    },
  };
}

let made = 0;
const nextId = (prefix: string): string => {
  made += 1;
  return `${prefix}-${process.pid}-${made}`;
};

/** A message of somebody, as long as people write. */
export const message = (people: number): Sealed => {
  const id = nextId("m");
  return sealed("im.message.receive_v1", id, {
    sender: { sender_id: { open_id: `ou_bench_${made % people}` }, sender_type: "user" },
    message: {
      message_id: `om_${id}`,
      chat_id: `oc_${made % people}`,
      chat_type: "p2p",
      message_type: "text",
      content: JSON.stringify({ text: "进度60% 已排查35家，发现隐患3条，已整改2条" }),
    },
  });
};

export type Card = { openId: string; messageId: string; taskId: string; rev: number };

/** The next report on a card, at the version it shows. */
export function report(card: Card): Sealed {
  const value = { v: 1, act: "task.report", id: card.taskId, rev: card.rev };
  return sealed("card.action.trigger", nextId("c"), {
    operator: { open_id: card.openId },
    action: {
      tag: "button",
      name: "go_task_report",
      value,
      form_value: { percent: "60", text: "按计划推进" },
    },
    context: { open_message_id: card.messageId, open_chat_id: "oc_bench" },
  });
}
