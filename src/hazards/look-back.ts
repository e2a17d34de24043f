import { lookBackCard } from "../../cards/look-back.ts";
import type { LookBackForm, LookBackResult } from "../../cards/look-back.ts";
import { record } from "../campaign/history.ts";
import { isOffice, mayActFor } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import type { Answer, CardReply, Draw, Person, Turn } from "../turn.ts";
import type { Hazard } from "./hazard.ts";
import { drawnOf, keepLooked, lastDraw, lookBackOf } from "./look-back-table.ts";
import { clearQueue } from "./move.ts";
import { mustBeOffice } from "./rights.ts";
import { hazardRow } from "./rows.ts";
import { getHazard, hazardsOf, subjectOf } from "./store.ts";

/** Who asked, verified, went along or struck it off does not look again. */
export const mayLookBack = (
  person: Person,
  { requestedBy, verifiedBy, companions, closedBy }: Hazard,
): boolean => isOffice(person) && ![requestedBy, verifiedBy, closedBy, ...companions].includes(person.id);

/** 回头看: it is as it was said. */
export async function holdTrue(turn: Turn, reply: CardReply<LookBackForm>): Promise<Answer> {
  const { by, id, rev, form } = reply;
  const hazard = await getHazard(turn, { id, rev });
  mustBeOffice(by, "登记回头看");
  const waiting = hazard.state === "closed" ? await lookBackOf(turn, id) : null;
  if (!waiting) throw new Refusal("这条隐患没有待办的回头看");
  if (!mayLookBack(by, hazard)) throw new Refusal("经手复查、销号的人不能回头看，请由办公室其他人员办理");
  await keepLooked(turn, waiting, { result: "true", remark: form.remark, lookedBy: by.id });
  const words = `回头看属实：${form.remark}`;
  record(turn, { subject: subjectOf(hazard), by: by.id, act: "hazard.lookback", words, details: form });
  show(turn, subjectOf(hazard));
  show(turn, `lookback:${waiting.month}`);
  clearQueue(turn);
  return { toast: "已登记：回头看属实" };
}

/** What was drawn and is opened again was not as it was said. */
export async function settleLookBack(turn: Turn, hazard: Hazard, by: Person, remark: string): Promise<void> {
  const waiting = await lookBackOf(turn, hazard.id);
  if (!waiting) return;
  await keepLooked(turn, waiting, { result: "reopened", remark, lookedBy: by.id });
  show(turn, `lookback:${waiting.month}`);
  clearQueue(turn);
}

const TAGS = {
  true: { text: "属实", colour: "green" },
  reopened: { text: "已重新打开", colour: "red" },
  waiting: { text: "待回头看", colour: "yellow" },
} as const;

/** A month's draw, as its hazards stand. */
export const drawLookBack: Draw = async (turn, month) => {
  const lots = await drawnOf(turn, month);
  const hazards = await hazardsOf(
    turn,
    lots.map(({ hazardId }) => hazardId),
  );
  const rows = hazards.map((hazard) => {
    const result: LookBackResult = lots.find(({ hazardId }) => hazardId === hazard.id)?.result ?? "waiting";
    return { ...hazardRow(turn, hazard), tag: TAGS[result], alarm: false, result };
  });
  const { look_back_percent: percent } = turn.campaign.hazards;
  return { card: lookBackCard({ month, rows, percent, seed: lots[0]?.seed ?? "" }) };
};

/** Sends the last draw to whoever of the office or the meeting asks. */
export async function sendLookBack(turn: Turn, by: Person, at: string): Promise<void> {
  const mayAsk = isOffice(by) || mayActFor(by, "meeting", ["chief_convener", "convener"]);
  if (!mayAsk) throw new Refusal("回头看由办公室和召集人查看");
  const month = await lastDraw(turn);
  if (!month) throw new Refusal("还没有抽过回头看，每月第一个工作日抽一次");
  await post(turn, { person: by.id }, `lookback:${month}`, { key: `asked:${at}`, own: true, priority: 0 });
}
