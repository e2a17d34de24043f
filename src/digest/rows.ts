import type { RowView } from "../../cards/buttons.ts";
import { hazardsBehind, isHazardList } from "../hazards/behind.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { askIn, asksOf } from "../hazards/asked.ts";
import { hazardRow, type OwnRow } from "../hazards/rows.ts";
import { hazardsOf, subjectOf } from "../hazards/store.ts";
import { taskRow } from "../tasks/rows.ts";
import { tasksByIds } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import type { Figures, KeptList } from "./figures.ts";

/** What a list names, as it stood at its digest's cut-off: the first so many, hazards before tasks, each once: older digests kept some of both. */
export async function subjectsBehind(
  turn: Turn,
  { cutOff }: Pick<Figures, "cutOff">,
  { key, subjects }: KeptList,
  most: number,
): Promise<string[]> {
  const hazards = cutOff && isHazardList(key) ? await hazardsBehind(turn, cutOff, key, most) : [];
  return [...new Set([...hazards.map((id) => `hazard:${id}`), ...subjects])].slice(0, most);
}

/** `hazard:…` of an answer that is wanted about it. */
const hazardIn = (subject: string): string => {
  const asked = askIn(subject);
  return asked ? `hazard:${asked.hazardId}` : subject;
};

/** An answer that is wanted says which; once it is given, the hazard alone stands there. */
function askedRow(turn: Turn, subject: string, hazard: Hazard): OwnRow {
  const ask = asksOf(hazard).find((each) => each.act === askIn(subject)?.act);
  const row = { ...hazardRow(turn, hazard), subject };
  return ask ? { ...row, title: `${ask.word}：${row.title}` } : row;
}

/** The things a list names, as rows, in the list's order. */
export async function rowsFor(turn: Turn, subjects: readonly string[]): Promise<RowView[]> {
  const idsOf = (kind: string) =>
    subjects.flatMap((each) => (hazardIn(each).startsWith(kind) ? hazardIn(each).slice(kind.length) : []));
  const hazards = new Map((await hazardsOf(turn, idsOf("hazard:"))).map((each) => [subjectOf(each), each]));
  const tasks = (await tasksByIds(turn, idsOf("task:"))).map((task) => taskRow(turn, task));
  const rows = new Map(tasks.map((row) => [row.subject, row]));
  return subjects.flatMap((subject) => {
    const hazard = hazards.get(hazardIn(subject));
    return hazard ? askedRow(turn, subject, hazard) : (rows.get(subject) ?? []);
  });
}
