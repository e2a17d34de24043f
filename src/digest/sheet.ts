import { wordsCard } from "../../cards/words.ts";
import { csvOf } from "../files/csv.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Draw, Turn } from "../turn.ts";
import { rowsFor, subjectsBehind } from "./rows.ts";
import { digestOf } from "./store.ts";

/** A sheet for reading takes no more; the ledger has them all. */
const MOST = 5_000;

const HEAD = ["名称", "单位", "现在情况", "灯号"];
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
  const rows = await rowsFor(turn, await subjectsBehind(turn, digest.figures, list, MOST));
  const rest = list.count - rows.length;
  const text = csvOf([
    [`${list.name}（${list.count}${list.unit}）`, `${on}日报`],
    HEAD,
    ...rows.map(({ title, lines, tag }) => {
      const [unit = "", ...state] = lines.join(" · ").split(" · ");
      return [title, unit, state.join(" · "), tag?.text ?? ""];
    }),
    ...(rest > 0 ? [[`还有${rest}${list.unit}，请发“台账”`]] : []),
  ]);
  const name = `日报清单-${on}-${list.name.replaceAll("：", "-")}.csv`;
  return { card: wordsCard(name), file: { name, bytes: new TextEncoder().encode(text) } };
};
