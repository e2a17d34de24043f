import { cut, escape, tidy } from "./text.ts";

/** One element of a card, as plain JSON (CONTRACT §6). */
export type Element = { tag: string } & Record<string, unknown>;

/** A whole card, schema 2.0. */
export type Card = {
  schema: "2.0";
  config: Record<string, unknown>;
  header?: Record<string, unknown>;
  body: { elements: Element[] } & Record<string, unknown>;
};

/** Blue is yours, yellow and red are lights, wathet waits for another, green ended well, grey is void. */
export type Colour = "blue" | "yellow" | "red" | "wathet" | "green" | "grey";
export type Tag = { text: string; colour: "blue" | "green" | "yellow" | "red" | "neutral" };

export const LIGHT_WORDS = { green: "绿灯", yellow: "黄灯", red: "红灯", grey: "已结束" } as const;
export type Light = keyof typeof LIGHT_WORDS;
export const lightTag = (light: Exclude<Light, "grey">): Tag => ({ text: LIGHT_WORDS[light], colour: light });

/** In lists what is not signed for says so instead of its light, unless that is yellow or red; what has ended has none. */
export const litTag = (light: Light, unsigned: boolean): Tag | null => {
  if (unsigned && light === "green") return { text: "待签收", colour: "blue" };
  return light === "grey" ? null : lightTag(light);
};

const GAP = "12px";
const TITLE_CHARACTERS = 24;
const TAGS = 3;
/** A form field takes 1000; only a message or a long list of files is longer. */
const PLAIN_CHARACTERS = 2_000;

/** Words that Feishu shows as they are. */
export const words = (content: string) => ({ tag: "plain_text", content: tidy(content) });

export type Head = { title: string; subtitle?: string; colour: Colour; tags?: readonly Tag[] };

/** A card; `summary` shows on a locked phone, so it names no enterprise and no chemical. */
export function card(summary: string, head: Head | null, elements: readonly Element[]): Card {
  const { title, subtitle, colour, tags = [] } = head ?? { title: "", colour: "blue" as const };
  if (tags.length > TAGS) throw new Error("a header shows three tags");
  const header = {
    title: words(cut(title, TITLE_CHARACTERS)),
    ...(subtitle ? { subtitle: words(subtitle) } : {}),
    template: colour,
    ...(tags.length > 0
      ? {
          text_tag_list: tags.map(({ text, colour: color }) => ({
            tag: "text_tag",
            text: words(text),
            color,
          })),
        }
      : {}),
  };
  return {
    schema: "2.0",
    config: {
      update_multi: true,
      enable_forward: false,
      width_mode: "default",
      summary: { content: summary },
    },
    ...(head ? { header } : {}),
    body: {
      direction: "vertical",
      padding: "12px 12px 12px 12px",
      vertical_spacing: GAP,
      elements: [...elements],
    },
  };
}

/** Markdown of our own; text that people typed goes through `escape` or into `plain`. */
export const markdown = (content: string, more: Record<string, unknown> = {}): Element => ({
  tag: "markdown",
  content,
  ...more,
});

/** Text that people typed: nothing in it is parsed. */
export const plain = (content: string, more: Record<string, unknown> = {}): Element => ({
  tag: "div",
  text: { ...words(cut(content, PLAIN_CHARACTERS)), text_size: "normal", ...more },
});

/** A grey line: what happens next, what blocks an act, the foot. */
export const small = (content: string): Element =>
  plain(content, { text_size: "notation", text_color: "grey" });

export const grey = (content: string): string => `<font color='grey'>${content}</font>`;
export const red = (content: string): string => `<font color='red'>${content}</font>`;

/** A section's head. */
export const heading = (title: string, note = ""): Element =>
  markdown(`**${title}**${note ? `　${grey(note)}` : ""}`, { margin: "8px 0px 0px 0px" });

export type Column = {
  elements: readonly Element[];
  width?: "auto" | "weighted";
  align?: "top" | "center";
} & Record<string, unknown>;

export const columns = (parts: readonly Column[], more: Record<string, unknown> = {}): Element => ({
  tag: "column_set",
  flex_mode: "none",
  horizontal_spacing: "8px",
  ...more,
  columns: parts.map(({ elements, width = "weighted", align = "top", ...rest }) => ({
    tag: "column",
    width,
    ...(width === "weighted" ? { weight: 1 } : {}),
    vertical_align: align,
    ...rest,
    elements: [...elements],
  })),
});

/** Two elements side by side, also on a phone. */
export const pair = (left: Element, right: Element): Element =>
  columns([{ elements: [left] }, { elements: [right] }]);

/** Elements two by two; an odd last one stands alone. */
export function pairs(elements: readonly Element[]): Element[] {
  const rows: Element[] = [];
  for (let at = 0; at < elements.length; at += 2) {
    const [left, right] = elements.slice(at, at + 2);
    if (left && right) rows.push(pair(left, right));
    else if (left) rows.push(left);
  }
  return rows;
}

/** The deadline in one bold line, under it the cause of the light. */
export const band = (first: string, second: string): Element =>
  columns(
    [
      {
        elements: [
          markdown(`**${escape(first)}**`, { text_size: "heading-4" }),
          ...(second ? [plain(second)] : []),
        ],
        padding: "8px 12px 8px 12px",
      },
    ],
    { background_style: "grey" },
  );

/** Label and value, line by line; labels of one block have the same length. */
export const facts = (lines: readonly (readonly [label: string, value: string])[]): Element[] => {
  const given = lines.filter(([, value]) => value !== "");
  if (given.length === 0) return [];
  return [markdown(given.map(([label, value]) => `${grey(label)}　${escape(value)}`).join("<br>"))];
};
