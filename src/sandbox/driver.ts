import type { Action, Pressed } from "./doings.ts";
import type { Sandbox } from "./server.ts";
import type { Message } from "./state.ts";

type Json = Record<string, unknown>;
type Filled = Record<string, unknown>;
type Found = { button: Json; form: Json | null };

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every part of a card, with the form it stands in. */
export function* parts(
  value: unknown,
  form: Json | null = null,
): Generator<{ part: Json; form: Json | null }> {
  if (Array.isArray(value)) for (const each of value) yield* parts(each, form);
  else if (isJson(value)) {
    const inside = value["tag"] === "form" ? value : form;
    if (typeof value["tag"] === "string") yield { part: value, form: inside };
    for (const each of Object.values(value)) yield* parts(each, inside);
  }
}

/** All words that a card shows, in order. */
export function wordsOf(card: unknown): string {
  const words: string[] = [];
  for (const { part } of parts(card)) if (typeof part["content"] === "string") words.push(part["content"]);
  return words.join("\n");
}

const labelOf = ({ text }: Json): string =>
  isJson(text) && typeof text["content"] === "string" ? text["content"] : "";

/** The button with these words; `null` when the card has none. */
export function findButton(card: unknown, label: string): Found | null {
  for (const { part, form } of parts(card))
    if (part["tag"] === "button" && labelOf(part) === label) return { button: part, form };
  return null;
}

/** The labels of all buttons of a card. */
export const buttonsOf = (card: unknown): string[] =>
  [...parts(card)].filter(({ part }) => part["tag"] === "button").map(({ part }) => labelOf(part));

const DEFAULTS: Record<string, string> = {
  input: "default_value",
  select_static: "initial_option",
  date_picker: "initial_date",
  multi_select_person: "selected_values",
  multi_select_static: "selected_values",
};

/** What a client sends for a form: what stands in it, overlaid with what was typed. */
function formValue(form: Json, typed: Filled): { value: Filled; missing: string[] } {
  const value: Filled = {};
  const missing: string[] = [];
  for (const { part } of parts(form["elements"])) {
    const property = DEFAULTS[String(part["tag"])];
    const name = part["name"];
    if (!property || typeof name !== "string") continue;
    const given = name in typed ? typed[name] : (part[property] ?? "");
    const isDate = part["tag"] === "date_picker" && given !== "";
    value[name] = isDate ? `${String(given)} +0800` : given;
    if (part["required"] === true && (given === "" || (Array.isArray(given) && given.length === 0)))
      missing.push(name);
  }
  const unknown = Object.keys(typed).find((name) => !(name in value));
  if (unknown !== undefined)
    throw new Error(`the form has no field ${unknown}: ${Object.keys(value).join(", ")}`);
  return { value, missing };
}

const callbackOf = ({ behaviors }: Json): object => {
  const first: unknown = Array.isArray(behaviors) ? behaviors[0] : null;
  return isJson(first) && isJson(first["value"]) ? first["value"] : {};
};

/** Somebody at the chat: finds a card, fills it, presses what it says. */
export function openDriver({ state, doings }: Pick<Sandbox, "state" | "doings">) {
  const cardsOf = (openId: string): Message[] => {
    const chat = state.p2p(openId);
    return chat
      ? state.messagesIn(chat.chatId).filter(({ type, recalled }) => type === "interactive" && !recalled)
      : [];
  };

  async function pressOn(
    openId: string,
    message: Message,
    label: string,
    typed: Filled = {},
  ): Promise<Pressed> {
    const found = findButton(message.content, label);
    if (!found) throw new Error(`no button ${label} on the card: ${buttonsOf(message.content).join(", ")}`);
    const { button, form } = found;
    const name = typeof button["name"] === "string" ? { name: button["name"] } : {};
    const action: Action = { tag: "button", value: callbackOf(button), ...name };
    if (!form || button["form_action_type"] !== "submit")
      return doings.press(openId, message.messageId, action);
    const { value, missing } = formValue(form, typed);
    if (missing.length > 0) throw new Error(`the client asks for ${missing.join(", ")} first`);
    return doings.press(openId, message.messageId, { ...action, form_value: value });
  }

  return {
    cardsOf,
    pressOn,
    /** The newest card of a person that has such a button. */
    async press(openId: string, label: string, typed: Filled = {}): Promise<Pressed> {
      const card = cardsOf(openId).findLast(({ content }) => findButton(content, label) !== null);
      if (!card) throw new Error(`${openId} has no card with ${label}`);
      return pressOn(openId, card, label, typed);
    },
    /** Opens the newest row whose words match. */
    async openRow(openId: string, words: string): Promise<Pressed> {
      for (const message of cardsOf(openId).toReversed()) {
        for (const { part } of parts(message.content)) {
          if (part["tag"] !== "interactive_container" || !wordsOf(part).includes(words)) continue;
          return doings.press(openId, message.messageId, {
            tag: "interactive_container",
            value: callbackOf(part),
          });
        }
      }
      throw new Error(`${openId} has no row with ${words}`);
    },
    /** Picks from the newest select outside a form whose option shows these words. */
    async choose(openId: string, words: string, messages: Message[] = cardsOf(openId)): Promise<Pressed> {
      for (const message of messages.toReversed()) {
        for (const { part, form } of parts(message.content)) {
          if (form || part["tag"] !== "select_static" || !Array.isArray(part["options"])) continue;
          const option: unknown = part["options"].find(
            (each: unknown) => isJson(each) && labelOf(each).includes(words),
          );
          if (!isJson(option)) continue;
          return doings.press(openId, message.messageId, {
            tag: "select_static",
            value: callbackOf(part),
            option: String(option["value"]),
          });
        }
      }
      throw new Error(`${openId} has no option with ${words}`);
    },
    /** Opens the chat with the bot and looks at all of it. */
    read: (openId: string) => doings.read(openId, state.p2p(openId)?.chatId ?? ""),
    say: (openId: string, text: string, parentId: string | null = null) =>
      doings.say(openId, state.p2p(openId)?.chatId ?? "", { type: "text", text, parentId }),
    send: (openId: string, name: string, bytes: Uint8Array, parentId: string | null = null) =>
      doings.say(openId, state.p2p(openId)?.chatId ?? "", {
        type: /\.(png|jpg)$/.test(name) ? "image" : "file",
        name,
        bytes,
        parentId,
      }),
  };
}

export type Driver = ReturnType<typeof openDriver>;
