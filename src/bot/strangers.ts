import { holders, personByOpenId, PersonTable } from "../campaign/people.ts";
import { newRowId } from "../db/ids.ts";
import { post } from "../jobs/outbox.ts";
import { OccurrenceTable } from "../jobs/occurrences.ts";
import { openJoining } from "../seats/join.ts";
import type { Turn } from "../turn.ts";
import { say } from "./say.ts";

const HELLO = "还没有在名册里找到您。请发“申请加入”，选单位和席位，办公室同意后即可使用。";

/** Somebody whom nobody seated yet, as a person that cards can be sent to. */
async function knowStranger(turn: Turn, openId: string): Promise<{ id: string }> {
  const known = await personByOpenId(turn, openId);
  if (known) return known;
  const id = newRowId(turn.now);
  const people = turn.tx.getRepository(PersonTable);
  await people.insert({ id, districtId: turn.district, openId, name: "未登记人员" });
  return { id };
}

/** The one thing that somebody without a seat can ask for is a seat. */
export async function answerStranger(turn: Turn, openId: string, text: string): Promise<void> {
  if (!/^[/／]?\s*申请加入/.test(text.trim())) return tellStranger(turn, openId);
  await openJoining(turn, await knowStranger(turn, openId));
}

/** Somebody who is not on the roster hears how to join; the operator is told once. */
export async function tellStranger(turn: Turn, openId: string): Promise<void> {
  const once = { districtId: turn.district, kind: "stranger", occursOn: "once", key: openId };
  const rows = turn.tx.getRepository(OccurrenceTable);
  if (await rows.findOneBy(once)) return;
  await rows.insert({ ...once, firedAt: turn.now });

  const person = await knowStranger(turn, openId);
  await say(turn, person.id, HELLO, `stranger:${person.id}`);
  const frozen = { words: "有一位不在名册里的用户给机器人发了消息，已请他发“申请加入”，由办公室答复。" };
  for (const operator of await holders(turn, "office", ["sysadmin"])) {
    const subject = `say:stranger-${person.id}`;
    await post(turn, { person: operator.id }, subject, { key: "told", priority: 3, frozen });
  }
}
