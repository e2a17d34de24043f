import { KIND_WORDS } from "../../cards/score-view.ts";
import { unitName } from "../campaign/definition.ts";
import { isOffice } from "../campaign/people.ts";
import { SCORE_KINDS } from "../campaign/score-rules.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { mayRead } from "./rights.ts";
import { getScore, subjectOf, type ScoreRow } from "./store.ts";

const OWN = { own: true, priority: 0 } as const;
type Choice = CardReply<{ option: string }>;

/** Sends one unit's share to whoever asked for it on the year's card. */
export async function sendScoreUnit(turn: Turn, { by, form, copyId }: Choice): Promise<Answer> {
  const share = await getScore(turn, { id: form.option });
  mustRead(by, share);
  const key = `${copyId}:${turn.now.getTime()}`;
  await post(turn, { person: by.id }, subjectOf(share), { key, ...OWN });
  return { toast: `${unitName(turn.campaign, share.unit)}的考核已私发给您`, tone: "info" };
}

/** Sends the list behind one figure of a unit to whoever asked, and to nobody else. */
export async function sendScoreList(turn: Turn, { by, id, form, copyId }: Choice): Promise<Answer> {
  const share = await getScore(turn, { id });
  mustRead(by, share);
  const kind = SCORE_KINDS.find((each) => each === form.option);
  if (!kind) throw new Refusal("没有找到这份清单，发“考核”可重新打开");
  const key = `${copyId}:${turn.now.getTime()}`;
  await post(turn, { person: by.id }, `slist:${id}-${kind}`, { key, ...OWN, frozen: { id, kind } });
  return { toast: `“${KIND_WORDS[kind][0]}”已私发给您`, tone: "info" };
}

/** Sends the workbook: of the year with every unit, or of one unit. */
export async function sendScoreFile(turn: Turn, { by, id, copyId }: CardReply): Promise<Answer> {
  const score = await getScore(turn, { id });
  if (!mayRead(by, score)) throw new Refusal("这份表格由办公室和本单位的人看");
  if (score.state === "counting") throw new Refusal("还在统计，统计完再要表格");
  const key = `${copyId}:${turn.now.getTime()}`;
  await post(turn, { person: by.id }, `sfile:${id}`, { key, ...OWN });
  return { toast: "表格已发在最下面", tone: "info" };
}

function mustRead(by: Person, share: ScoreRow): void {
  if (mayRead(by, share)) return;
  const own = isOffice(by) ? "" : "，您可以发“考核”看自己的";
  throw new Refusal(`这是别的单位的考核${own}`);
}
