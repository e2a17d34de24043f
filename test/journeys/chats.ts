import type { Deed } from "../../src/sandbox/deeds.ts";
import { parts, wordsOf } from "../../src/sandbox/driver.ts";
import type { House } from "../house.ts";

/** What a unit's liaison finds in a store room: general, by the focus point of its field. */
export const found = (enterprise: string, dueOn: string, unit = "jyj") => ({
  by: `${unit}_liaison`,
  enterprise,
  site: "化学准备室",
  description: "混放",
  focusPoint: "F3",
  category: "储存",
  unit,
  person: "安全员1",
  dueOn,
  measure: "分柜",
});

/** Does in the chat what a rehearsal would. */
export const doing = async (house: House, deed: Deed) => deed(house.chat, house.drain, house.sandbox);

export const newest = ({ chat }: House, by: string) => chat.cardsOf(by).at(-1)!;

/** What the newest card of somebody says. */
export const told = (house: House, by: string): string => wordsOf(newest(house, by).content);

/** How many rows the newest card of somebody lists. */
export const rowsOf = (house: House, by: string): number =>
  [...parts(newest(house, by).content)].filter(({ part }) => part["tag"] === "interactive_container").length;

const BETWEEN_MS = 3_000;

/** Nobody asks twice in a breath: a person gets five cards a second at most. */
export const rest = ({ clock }: House): void => clock.moveTo(new Date(clock.now().getTime() + BETWEEN_MS));

/** The lines of the newest file that somebody got, when it is a sheet to read. */
export function sheetOf({ sandbox: { state } }: House, person: string): string[] {
  const sent = state.messagesIn(state.p2p(person)?.chatId ?? "").findLast(({ type }) => type === "file");
  const bytes = state.uploads.get(String(sent?.content["file_key"]))?.bytes ?? new Uint8Array();
  return new TextDecoder().decode(bytes).trimEnd().split("\r\n");
}
