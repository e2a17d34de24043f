import { record } from "../campaign/history.ts";
import { isOffice, namesOf } from "../campaign/people.ts";
import { refreshAllTrays } from "../campaign/trays.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { end, mustSetLeave, maySetLeave, spanInWords, type Agreed } from "./absence.ts";
import { agreedIn, getAbsence, saveAbsence } from "./absence-store.ts";
import { endCover } from "./covering.ts";
import { bodiesOf } from "./people.ts";

/** Back before the last day, or not leaving at all: whoever covered gets nothing any more and is told. */
async function finish(turn: Turn, by: Person, before: Agreed): Promise<Date> {
  await saveAbsence(turn, before, end(before, turn.today));
  await endCover(turn, before);
  refreshAllTrays(turn);
  const names = await namesOf(turn, [before.personId]);
  const words = `${names.get(before.personId) ?? ""}销假（${spanInWords(before)}）`;
  record(turn, { subject: `seat:${before.unit}`, by: by.id, act: "leave.end", words });
  show(turn, `leave:${before.id}`);
  if (before.coverId === by.id) return turn.now;
  return post(turn, { person: before.coverId }, `cover:${before.id}`, { key: "ended" });
}

/** The button on the card. */
export async function endLeave(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const before = await getAbsence(turn, id);
  mustSetLeave(by, before);
  const agreed = (await agreedIn(turn, [before.unit])).find((each) => each.id === id);
  if (!agreed) throw new Refusal("这次请假已经结束，不用再销假");
  return { toast: toldAt("已销假", await finish(turn, by, agreed), turn) };
}

/** `销假` ends the asker's own leave, `销假 某某` that of somebody whose lead they are. Answers in a sentence. */
export async function endLeaveOf(turn: Turn, by: Person, said: string): Promise<string> {
  const who = said.trim();
  const units = isOffice(by) ? [...turn.campaign.units.map(({ key }) => key), "office"] : bodiesOf(by);
  const agreed = (await agreedIn(turn, units)).filter((each) => maySetLeave(by, each));
  const names = await namesOf(
    turn,
    agreed.map(({ personId }) => personId),
  );
  const these = agreed.filter(({ personId }) => (who ? names.get(personId) === who : personId === by.id));
  if (these.length === 0) {
    throw new Refusal(who ? `没有找到“${who.slice(0, 20)}”的请假，请核对姓名` : "您现在没有请假，不用销假");
  }
  for (const each of these) await finish(turn, by, each);
  return `已销假：${these.map((each) => `${names.get(each.personId) ?? ""} ${spanInWords(each)}`).join("；")}`;
}
