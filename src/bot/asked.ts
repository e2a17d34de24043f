import { ActionValue } from "../../cards/actions.ts";
import { Refusal } from "../errors.ts";
import type { OutboxRow } from "../jobs/outbox-table.ts";
import type { CardClick } from "./events.ts";
import type { z } from "zod";

/** Cards whose rows and buttons speak of other things than the card's own subject. */
const LISTS = [
  "tray",
  "escalation",
  "queue",
  "figures",
  "digest",
  "cover",
  "handover",
  "roster",
  "register",
  "search",
  "bulletins",
  "blist",
  "bunit",
  "plist",
  "slist",
];

/** What a button carries. It is only believed about the card it was pressed on (CONTRACT §5.1). */
export function asked(click: z.output<typeof CardClick>, row: OutboxRow) {
  const value = ActionValue.safeParse(click.action.value);
  if (!value.success) throw new Refusal("这张卡片是旧版的，发“帮助”可重新打开");
  const [kind = "", id = ""] = row.subject.split(":");
  if (!LISTS.includes(kind) && value.data.id !== id)
    throw new Refusal("这个按钮与卡片不符，发“帮助”可重新打开");
  return value.data;
}
