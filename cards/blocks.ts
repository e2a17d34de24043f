import { columns, grey, markdown, plain, red, small, words, type Element } from "./elements.ts";
import { cut } from "./text.ts";

/** Ticks for the five in place (五落实). */
export const ticks = (marks: readonly (readonly [label: string, done: boolean])[]): Element =>
  columns(
    marks.map(([label, done]) => ({
      elements: [
        markdown(`${done ? "<font color='green'>✓</font>" : "<font color='red'>✗</font>"} ${label}`, {
          text_align: "center",
        }),
      ],
      align: "center" as const,
      padding: "8px 0px 8px 0px",
    })),
    { background_style: "grey", horizontal_spacing: "4px" },
  );

export type Figure = { value: number; label: string; note: string; alarm?: boolean };

export const figures = (row: readonly Figure[]): Element =>
  columns(
    row.map(({ value, label, note, alarm = false }) => ({
      elements: [
        markdown(alarm ? red(`**${value}**`) : `**${value}**`, {
          text_size: "heading-2",
          text_align: "center",
        }),
        markdown(`${grey(label)}<br>${note}`, { text_size: "notation", text_align: "center" }),
      ],
      padding: "8px 0px 8px 0px",
    })),
    { background_style: "grey", horizontal_spacing: "4px" },
  );

/** Folded: history, basis, what comes after the fifth line. */
export const fold = (title: string, elements: readonly Element[]): Element => ({
  tag: "collapsible_panel",
  expanded: false,
  header: {
    title: words(title),
    vertical_align: "center",
    icon: { tag: "standard_icon", token: "down-small-ccm_outlined", color: "grey" },
    icon_position: "right",
    icon_expanded_angle: -180,
  },
  border: { color: "grey-200", corner_radius: "6px" },
  elements: [...elements],
});

/** Its unit reads that it was urged, until something is done after it. */
export const urgedLine = ({ urged, reader }: { urged: string | null; reader: string }): Element[] =>
  urged && reader === "unit" ? [plain(`${urged}，请尽快办理。`)] : [];

/** The newest lines of what happened, and how many there are in all. */
export type HistoryView = { newest: readonly string[]; count: number };

/** Newest first, then where to ask for the rest. */
export const historyFold = ({ newest, count }: HistoryView, more: string): Element[] => {
  if (count === 0) return [];
  const rest = count > newest.length ? [more] : [];
  return [
    fold(`办理过程（${count}）`, [small([...newest, ...rest].map((line) => cut(line, 80)).join("\n"))]),
  ];
};
