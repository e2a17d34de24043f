import type { Answered } from "./call.ts";
import type { Asked, Found } from "./contacts.ts";

export type Place = { openId: string } | { chatId: string };
export type Bot = { openId: string; name: string };

/** The few OpenAPI calls we make. None of them throws for what the platform or the network does. */
export type Feishu = {
  send(
    to: Place,
    card: object,
    uuid: string,
  ): Promise<Answered<{ messageId: string; chatId: string | null }>>;
  /** Uploads a document and sends it. */
  sendFile(
    to: Place,
    file: { name: string; bytes: Uint8Array },
    uuid: string,
  ): Promise<Answered<{ messageId: string; chatId: string | null }>>;
  /** Makes a message that was sent to a person urgent in the app (加急). */
  urge(messageId: string, openId: string): Promise<Answered<object>>;
  patch(messageId: string, card: object): Promise<Answered<object>>;
  /** The message of a chat that carries a marker; `null` when all of that time was read and none does. */
  find(chatId: string, marker: string, since: Date, until: Date): Promise<Answered<string | null>>;
  download(
    messageId: string,
    key: string,
    kind: "image" | "file",
    cap: number,
  ): Promise<Answered<{ bytes: Uint8Array }>>;
  uploadImage(bytes: Uint8Array): Promise<Answered<string>>;
  /** open_ids by mobile or e-mail; who is unknown or out of range is left out. */
  resolveIds(asked: Asked): Promise<Answered<Found>>;
  /** Who has read a message of ours, for seven days. */
  readers(messageId: string): Promise<Answered<{ openId: string; at: Date }[]>>;
  botInfo(): Promise<Answered<Bot>>;
  chat(chatId: string): Promise<Answered<{ name: string }>>;
  user(openId: string): Promise<Answered<{ name: string }>>;
  /** How many calls left since this was last asked, and whether Feishu said that the month's are used up. */
  takeCount(): { calls: number; refusedAt: Date | null };
  /** Names of the scopes that the tenant has granted. */
  scopes(): Promise<Answered<string[]>>;
};
