import { MOST } from "../../cards/list.ts";
import { z } from "zod";
import { LEDGER_FIGURES } from "../campaign/definition.ts";
import { isOffice } from "../campaign/people.ts";
import { instantInWords } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { hazardsOfUnit } from "../hazards/unit-ledger.ts";
import { post } from "../jobs/outbox.ts";
import { ledgerLists } from "../tasks/paper.ts";
import { ledgerOnCard } from "../tasks/report-view.ts";
import { worksOn } from "../tasks/rights.ts";
import { getTask } from "../tasks/store.ts";
import type { Answer, CardReply, Draw, Turn } from "../turn.ts";
import { listOnCard, type FindBehind } from "./behind.ts";
import { rowsFor } from "./rows.ts";

/** Sends the hazards behind a figure of the ledger that this report shows, to whoever asked: as many as it says. */
export async function sendReportList(
  turn: Turn,
  { by, id, form, copyId }: CardReply<{ option: string }>,
): Promise<Answer> {
  const task = await getTask(turn, { id });
  if (!isOffice(by) && !worksOn(by, task)) throw new Refusal("报告的清单只给本单位和联席会议办公室看");
  const shown = await ledgerOnCard(turn, task, worksOn(by, task));
  const list = shown && ledgerLists(shown).find(({ key }) => key === form.option);
  if (!list) throw new Refusal("这个数已经变了，请点待办重新打开报告");
  const { at, position } = shown;
  const frozen = { unit: task.unit, figure: list.key, name: list.name, count: list.count, at, position };
  const key = `${copyId}:${turn.now.getTime()}`;
  await post(turn, { person: by.id }, `rlist:${id}-${list.key}`, { key, own: true, priority: 0, frozen });
  return { toast: `“${list.name}”清单已私发给您`, tone: "info" };
}

const Frozen = z.object({
  unit: z.string(),
  figure: z.enum(LEDGER_FIGURES),
  name: z.string(),
  count: z.number(),
  at: z.string(),
  position: z.number(),
});

/** What is behind a figure of a report, as it stood when the ledger was asked. */
export const reportListBehind: FindBehind = async (turn, frozen, { most }) => {
  const { name: title, count, at, ...asked } = Frozen.parse(frozen);
  const ids = await hazardsOfUnit(turn, { ...asked, at }, most);
  const rows = await rowsFor(
    turn,
    ids.map((id) => `hazard:${id}`),
  );
  return {
    title,
    source: `报告所用台账，截至${instantInWords(new Date(at), turn.campaign.district.timezone)}`,
    count,
    unit: "条",
    rows,
    empty: "没有符合的条目。",
    foot: "点一行打开，每条写的是现在的情况；要全部字段请发“台账”。",
  };
};

/** The list on a card, as far as a card goes. */
export const drawReportList: Draw = async (turn, id, { frozen, person }) => {
  const list = await reportListBehind(turn, frozen, { person, most: MOST });
  return list && listOnCard(list, id);
};
