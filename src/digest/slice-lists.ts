import { z } from "zod";
import { findRow } from "../db/statements.ts";
import { shortDay, timeOf, type Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import type { CutOff } from "../hazards/counted.ts";
import { post } from "../jobs/outbox.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import type { Figures, KeptList } from "./figures.ts";

/** The figures that a slice of the whole district shows, or names. */
const OF_WHOLE = ["decide", "red", "yellow", "major", "listed", "risen", "waiting", "owed"];

/** What a list of a slice is kept by: its own subjects, and the cut-off by which the history is asked for the rest. */
export const KeptLists = z.object({
  /** `6月21日晨报清单，截至08:50` */
  source: z.string(),
  cutOff: z.custom<CutOff>((value) => typeof value === "object" && value !== null && "position" in value),
  lists: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      count: z.number(),
      unit: z.string(),
      subjects: z.array(z.string()),
    }),
  ),
});
export type KeptLists = z.infer<typeof KeptLists>;

/** The lists behind these figures, as a slice keeps them. */
export function keptLists(
  { now, campaign }: Turn,
  on: Day,
  { cutOff }: Figures,
  lists: readonly KeptList[],
): KeptLists | null {
  const source = `${shortDay(on)}晨报清单，截至${timeOf(now, campaign.district.timezone)}`;
  return cutOff ? { source, cutOff, lists: lists.filter(({ count }) => count > 0) } : null;
}

export const listsOfWhole = ({ lists }: Figures): KeptList[] =>
  lists.filter(({ key }) => OF_WHOLE.includes(key));

/** A unit's own: what is red with it, its major hazards, all that it has open. */
export function listsOfUnit(
  { lists }: Figures,
  unit: string,
  { red, tasks, majors }: { red: number; tasks: readonly string[]; majors: number },
): KeptList[] {
  const open = lists.find(({ key }) => key === `unit:${unit}`);
  return [
    { key: `redOf:${unit}`, name: "红灯", unit: "条", count: red, subjects: [...tasks] },
    { key: `majorOf:${unit}`, name: "重大隐患", unit: "条", count: majors, subjects: [] },
    ...(open ? [{ ...open, name: "未销号" }] : []),
  ];
}

/** Sends the list behind a figure of a morning's slice to whoever asked. */
export async function sendSliceList(
  turn: Turn,
  { by, form, copyId }: CardReply<{ option: string }>,
): Promise<Answer> {
  const copy = await findRow(turn.tx, OutboxTable, { districtId: turn.district, id: copyId });
  const { data: kept } = z.object({ kept: KeptLists }).safeParse(copy?.frozen);
  const list = kept?.kept.lists.find(({ key }) => key === form.option);
  if (!kept || !list) throw new Refusal("没有找到这份清单，发“日报”可看最近一期");
  const key = `${copyId}:${list.key}:${turn.now.getTime()}`;
  const frozen = { ...kept.kept, lists: [list] };
  await post(turn, { person: by.id }, `figures:${copyId}`, { key, own: true, priority: 0, frozen });
  return { toast: `“${list.name}”已私发给您`, tone: "info" };
}
