import type { RowView } from "../../cards/buttons.ts";
import { hazardsBehind, isHazardList } from "../hazards/behind.ts";
import { hazardRow } from "../hazards/rows.ts";
import { hazardsOf } from "../hazards/store.ts";
import { taskRow } from "../tasks/rows.ts";
import { tasksByIds } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import type { Figures, KeptList } from "./figures.ts";

/** What a list names, as it stood at its digest's cut-off: the first so many, hazards before tasks. */
export async function subjectsBehind(
  turn: Turn,
  { cutOff }: Pick<Figures, "cutOff">,
  { key, subjects }: KeptList,
  most: number,
): Promise<string[]> {
  const hazards = cutOff && isHazardList(key) ? await hazardsBehind(turn, cutOff, key, most) : [];
  return [...hazards.map((id) => `hazard:${id}`), ...subjects].slice(0, most);
}

/** The things a list names, as rows, in the list's order. */
export async function rowsFor(turn: Turn, subjects: readonly string[]): Promise<RowView[]> {
  const idsOf = (kind: string) =>
    subjects.filter((each) => each.startsWith(kind)).map((each) => each.slice(kind.length));
  const rows = [
    ...(await hazardsOf(turn, idsOf("hazard:"))).map((hazard) => hazardRow(turn, hazard)),
    ...(await tasksByIds(turn, idsOf("task:"))).map((task) => taskRow(turn, task)),
  ];
  const bySubject = new Map(rows.map((row) => [row.subject, row]));
  return subjects.flatMap((subject) => bySubject.get(subject) ?? []);
}
