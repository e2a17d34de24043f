import { el } from "./dom.ts";

const SHOWN_MS = 4_000;

/** A line at the top, as Feishu shows it. */
export function toast(type: string, words: string): void {
  document.querySelector(".toast")?.remove();
  const node = el("div", { class: `toast ${type}`, role: "status", text: words });
  document.body.append(node);
  setTimeout(() => node.remove(), SHOWN_MS);
}
