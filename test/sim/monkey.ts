import { parts } from "../../src/sandbox/driver.ts";
import type { Action } from "../../src/sandbox/doings.ts";
import type { Message } from "../../src/sandbox/state.ts";
import type { Doings } from "../../src/sandbox/doings.ts";
import type { State } from "../../src/sandbox/state.ts";
import type { Chance } from "./chance.ts";

/** Where somebody acts. */
type Scene = { chance: Chance; platform: { state: State; doings: Doings } };

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

const WORDS = ["我的任务", "我的隐患", "待办", "登记隐患", "帮助", "日报", "今天天气不错"];
const REPORTS = ["进展60%，已查12家，发现隐患3条", "完成80%", "排查8家", "确认"];
const TEXTS = ["已分柜上锁存放", "库房内混放", "材料不全，请补充", "A", "<at id=all></at>**加粗**"];
const DAYS = ["2021-06-21", "2021-06-25", "2021-07-30", "2021-06-01"];

/** Somebody does something: presses what a card of theirs offers, says a word, sends a photo, opens the chat. */
export async function actAtRandom(world: Scene): Promise<void> {
  const { chance, platform } = world;
  const { state, doings } = platform;
  const people = [...state.people.keys()];
  const busy = people.filter((each) => state.messagesIn(state.p2p(each)?.chatId ?? "").length > 0);
  const openId = chance.pick(busy.length > 0 && chance.is(0.85) ? busy : people) ?? "";
  const chatId = state.p2p(openId)?.chatId ?? "";
  const cards = state.messagesIn(chatId).filter(({ type, recalled }) => type === "interactive" && !recalled);
  const card = chance.is(0.7) ? cards.at(-1) : chance.pick(cards);
  const deed = chance.next();
  if (card && deed < 0.72) return pressAtRandom(world, openId, card);
  const parentId = card && chance.is(0.6) ? card.messageId : null;
  if (deed < 0.8)
    await doings.say(openId, chatId, { type: "text", text: chance.pick(REPORTS) ?? "", parentId });
  else if (deed < 0.97) await doings.say(openId, chatId, { type: "text", text: chance.pick(WORDS) ?? "" });
  else await doings.enter(openId);
}

async function pressAtRandom(world: Scene, openId: string, card: Message): Promise<void> {
  const { chance, platform } = world;
  const all = [...parts(card.content)].filter(({ part }) => listOf(part["behaviors"]).length > 0);
  const chosen = chance.pick(all);
  if (!chosen) return;
  const { part, form } = chosen;
  const [behavior = {}] = listOf(part["behaviors"]);
  const action: Action = {
    tag: String(part["tag"]),
    value: isJson(behavior["value"]) ? behavior["value"] : {},
  };
  if (typeof part["name"] === "string") action.name = part["name"];
  if (part["tag"] === "select_static") action.option = optionOf(world, part);
  if (form && part["form_action_type"] === "submit") action.form_value = filled(world, form);
  const press = () => platform.doings.press(openId, card.messageId, action);
  if (chance.is(0.08)) await Promise.all([press(), press()]);
  else await press();
}

const optionOf = ({ chance }: Scene, part: Json): string =>
  String(chance.pick(listOf(part["options"]))?.["value"] ?? "");

function filled(world: Scene, form: Json): Record<string, unknown> {
  const { chance } = world;
  const value: Record<string, unknown> = {};
  for (const { part } of parts(form["elements"])) {
    const name = part["name"];
    if (typeof name !== "string" || part["tag"] === "button" || chance.is(0.04)) continue;
    if (part["tag"] === "select_static") value[name] = optionOf(world, part);
    else if (part["tag"] === "date_picker") value[name] = `${chance.pick(DAYS)} +0800`;
    else if (part["tag"] === "multi_select_person") value[name] = [optionOf(world, part)];
    else if (part["tag"] === "input") value[name] = inputOf(world, name);
  }
  return value;
}

const inputOf = ({ chance }: Scene, name: string): string =>
  name.startsWith("m_") || name === "percent" ? String(chance.below(110)) : (chance.pick(TEXTS) ?? "");
