import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Draw, Turn } from "../turn.ts";
import { MOST_LINES, sheetOf } from "./behind.ts";
import { rowsFor, subjectsBehind } from "./rows.ts";
import { digestOf } from "./store.ts";

const ID = /^(\d{4}-\d\d-\d\d)-(.+)$/s;

/** Sends the list on this card as a sheet, to whoever asked. */
export async function sendSheet(turn: Turn, { by, id, copyId }: CardReply): Promise<Answer> {
  const key = `${copyId}:${turn.now.getTime()}`;
  await post(turn, { person: by.id }, `sheet:${id}`, { key, own: true, priority: 0 });
  return { toast: "表格已发在最下面", tone: "info" };
}

/** A list as a sheet: what stood in it at the cut-off, each as it is now. */
export const drawSheet: Draw = async (turn, id) => {
  const [, on = "", key = ""] = ID.exec(id) ?? [];
  const digest = await digestOf(turn, on);
  const list = digest?.figures.lists.find((each) => each.key === key);
  if (!digest || !list) return null;
  const rows = await rowsFor(turn, await subjectsBehind(turn, digest.figures, list, MOST_LINES));
  const { name: title, count, unit } = list;
  return sheetOf({ title, source: `${on}日报`, count, unit, rows, empty: "" }, `日报清单-${on}-${title}`);
};
