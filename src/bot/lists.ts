import { listCard, type ListView } from "../../cards/list.ts";
import { openHazardRows } from "../hazards/rows.ts";
import { openTaskRows } from "../tasks/rows.ts";
import type { Draw, Person, Turn } from "../turn.ts";

type Own = (turn: Turn, person: Person) => Promise<Pick<ListView, "title" | "rows" | "empty">>;

const LISTS: Record<string, Own> = {
  tasks: async (turn, person) => ({
    title: "我的任务",
    rows: await openTaskRows(turn, person),
    empty: "没有待办。有新任务会发到这里。",
  }),
  hazards: async (turn, person) => ({
    title: "我的隐患",
    rows: await openHazardRows(turn, person),
    empty: "没有未销号的隐患。发现隐患请发“登记隐患”。",
  }),
};

/** A person's own open tasks or hazards. */
export const drawOwnList: Draw = async (turn, id, { person }) => {
  const own = LISTS[id];
  if (!person || !own) return null;
  const view = await own(turn, person);
  return { card: listCard({ ...view, subtitle: person.name }), count: view.rows.length };
};
