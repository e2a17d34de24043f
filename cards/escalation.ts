import { row } from "./buttons.ts";
import { band, card, small, type Card } from "./elements.ts";
import type { TrayItem } from "./tray.ts";

export type EscalationView = {
  reader: string;
  today: string;
  items: readonly (Omit<TrayItem, "dueOn" | "isNews"> & { since: string; told: string })[];
};

/** Told to the next person up: what is stuck, since when, and who was told. */
export function escalationCard({ reader, today, items }: EscalationView): Card {
  const head = {
    title: `升级提醒：逾期${items.length}件`,
    subtitle: `${reader} · ${today}`,
    colour: "red" as const,
    tags: [{ text: "升级提醒", colour: "red" as const }],
  };
  const first = items[0];
  if (!first)
    return card("逾期事项已办理", { ...head, title: "逾期事项都已办理", colour: "green", tags: [] }, []);
  const rows = items.map(({ act, id, title, lines, tag, told }) =>
    row({ act, id, rev: 0, title, tag, lines: items.length > 1 ? [...lines, told] : lines }),
  );
  return card("有逾期事项需要过问", head, [
    items.length > 1
      ? band(`最早的${first.since}`, "各项已提醒到谁，见下面每一行。")
      : band(first.since, first.told),
    ...rows,
    small("点一行打开，可看办理过程。"),
  ]);
}
