import type { Message } from "./api.ts";
import { el } from "./dom.ts";
import { listOf, textOf, wordOf } from "./json.ts";

/** A copy whose place a newer card took: it only says so. */
export function isStub({ type, content, recalled }: Message): boolean {
  const [head = {}] = listOf([content["header"]]);
  const says = textOf(head["title"]) === "已更新" && wordOf(head["template"]) === "grey";
  return type === "interactive" && !recalled && says;
}

/** It is drawn as a line: whole cards of that kind would fill the chat. */
export const stub = ({ messageId, dayText, atText }: Message): HTMLElement =>
  el("div", {
    class: "message stub",
    "data-message-id": messageId,
    text: `${dayText} ${atText}的卡片已更新，请看下面的新卡片`,
  });
