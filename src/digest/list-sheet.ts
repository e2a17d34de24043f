import { z } from "zod";
import { findRow } from "../db/statements.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import type { Answer, CardReply, Draw, Turn } from "../turn.ts";
import { MOST_LINES, sheetOf, type FindBehind } from "./behind.ts";
import { bulletinListBehind } from "./bulletin-list-view.ts";
import { packListBehind } from "./pack-view.ts";
import { reportListBehind } from "./report-list.ts";
import { digestListBehind } from "./view.ts";

/** Subject of a list's card → what is behind it. */
const LISTS: Record<string, FindBehind> = {
  figures: digestListBehind,
  blist: bulletinListBehind,
  rlist: reportListBehind,
  plist: packListBehind,
};

/** Sends the list on this card as a sheet, to whoever the card was sent to. */
export async function sendListSheet(turn: Turn, { by, copyId }: CardReply): Promise<Answer> {
  const copy = await findRow(turn.tx, OutboxTable, { districtId: turn.district, id: copyId });
  const [kind = ""] = copy?.subject.split(":") ?? [];
  if (!copy?.frozen || !LISTS[kind]) throw new Refusal("这张卡片不能再要表格，请重新打开清单");
  const key = `${copyId}:${turn.now.getTime()}`;
  const frozen = { kind, asked: copy.frozen };
  await post(turn, { person: by.id }, `sheet:${copyId}`, { key, own: true, priority: 0, frozen });
  return { toast: "表格已发在最下面", tone: "info" };
}

const Frozen = z.object({ kind: z.string(), asked: z.unknown() });

/** A list as a sheet: what stood in it when it was counted, each as it is now. */
export const drawListSheet: Draw = async (turn, _id, { frozen, person }) => {
  const { data } = Frozen.safeParse(frozen);
  const list = data && (await LISTS[data.kind]?.(turn, data.asked, { person, most: MOST_LINES }));
  return list ? sheetOf(list) : null;
};
