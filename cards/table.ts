import type { Element } from "./elements.ts";

export type Column = { name: string; title: string; type: "text" | "number" | "options"; width: string };
type Option = { text: string; color: string };
type Cell = string | number | Option[];

const PAGE_ROWS = 10;

/** A table; text cells are shown as they are, nothing in them is parsed. */
export function table(columns: readonly Column[], rows: readonly Record<string, Cell>[]): Element {
  const names = new Set(columns.map(({ name }) => name));
  for (const row of rows) {
    const unknown = Object.keys(row).find((name) => !names.has(name));
    if (unknown !== undefined) throw new Error(`a table row has no column ${unknown}`);
  }
  return {
    tag: "table",
    page_size: PAGE_ROWS,
    row_height: "low",
    header_style: {
      text_align: "left",
      text_size: "normal",
      background_style: "grey",
      text_color: "grey",
      bold: false,
      lines: 1,
    },
    columns: columns.map(({ name, title, type, width }) => ({
      name,
      display_name: title,
      data_type: type,
      width,
      ...(type === "number" ? { horizontal_align: "right", format: { precision: 0 } } : {}),
    })),
    rows: [...rows],
  };
}

/** A chart as Feishu draws it (VChart), so many pixels high; `media: []` keeps it from rearranging itself. */
export const chart = (spec: Record<string, unknown>, height = 150): Element => ({
  tag: "chart",
  height: `${height}px`,
  preview: true,
  color_theme: "brand",
  chart_spec: { media: [], padding: { top: 4, right: 20, bottom: 0, left: 0 }, ...spec },
});
