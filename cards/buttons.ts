import type { ActionName } from "./actions.ts";
import { columns, grey, markdown, red, words, type Element, type Tag } from "./elements.ts";
import { escape } from "./text.ts";

/** What a button carries: the act, what it is about, and the version the card shows. */
export const actionValue = (act: ActionName, id: string, rev: number) => ({ v: 1, act, id, rev });
const callback = (act: ActionName, id: string, rev: number) => [
  { type: "callback", value: actionValue(act, id, rev) },
];

export type Act = { label: string; act: ActionName; id: string; rev: number };
type Kind = "primary_filled" | "default" | "danger";

export const button = (
  { label, act, id, rev }: Act,
  type: Kind = "default",
  more: Record<string, unknown> = {},
): Element => ({
  tag: "button",
  text: words(label),
  type,
  width: "fill",
  size: type === "primary_filled" ? "large" : "medium",
  behaviors: callback(act, id, rev),
  ...more,
});

export type Choice = { value: string; text: string };

/** A select outside of a form: whoever chooses one has pressed. */
export const choice = (
  { label, act, id, rev }: Act,
  options: readonly Choice[],
  more: Record<string, unknown> = {},
): Element => ({
  tag: "select_static",
  width: "fill",
  type: "default",
  placeholder: words(label),
  options: options.map(({ text, value }) => ({ text: words(text), value })),
  ...more,
  behaviors: callback(act, id, rev),
});

export const confirming = (title: string, text: string) => ({
  confirm: { title: words(title), text: words(text) },
});

export type RowView = {
  title: string;
  lines: readonly string[];
  act: ActionName;
  id: string;
  rev: number;
  tag?: Tag | null;
  alarm?: boolean;
};

/** A row that opens what it stands for. */
export const row = ({ title, lines, act, id, rev, tag = null, alarm = false }: RowView): Element => {
  const below = lines.map(escape).join("<br>");
  return {
    tag: "interactive_container",
    width: "fill",
    has_border: true,
    border_color: "grey-200",
    corner_radius: "6px",
    padding: "8px 12px 8px 12px",
    behaviors: callback(act, id, rev),
    elements: [
      columns([
        {
          elements: [
            markdown(`**${escape(title)}**${below ? `<br>${alarm ? red(below) : grey(below)}` : ""}`),
          ],
        },
        ...(tag
          ? [
              {
                width: "auto" as const,
                align: "center" as const,
                elements: [markdown(`<text_tag color='${tag.colour}'>${tag.text}</text_tag>`)],
              },
            ]
          : []),
      ]),
    ],
  };
};
