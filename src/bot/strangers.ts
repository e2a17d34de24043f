import { holders, personByOpenId, PersonTable } from "../campaign/people.ts";
import { newRowId } from "../db/ids.ts";
import { post } from "../jobs/outbox.ts";
import { OccurrenceTable } from "../jobs/occurrences.ts";
import type { Turn } from "../turn.ts";
import { say } from "./say.ts";

const HELLO = "还没有在名册里找到您。请联系本单位联络员或系统管理员登记，登记后发“帮助”即可使用。";

/** Somebody who is not on the roster gets polite help; the operator is told once. */
export async function tellStranger(turn: Turn, openId: string): Promise<void> {
  const once = { districtId: turn.district, kind: "stranger", occursOn: "once", key: openId };
  const rows = turn.tx.getRepository(OccurrenceTable);
  if (await rows.findOneBy(once)) return;
  await rows.insert({ ...once, firedAt: turn.now });

  const known = await personByOpenId(turn, openId);
  const person = known ?? { id: newRowId(turn.now), districtId: turn.district, openId, name: "未登记人员" };
  if ("districtId" in person) await turn.tx.getRepository(PersonTable).insert(person);
  await say(turn, person.id, HELLO, `stranger:${person.id}`);
  for (const operator of await holders(turn, "office", ["sysadmin"])) {
    const frozen = { words: "有一位不在名册里的用户给机器人发了消息。需要加入的，请在名册中登记后重启。" };
    await post(turn, { person: operator.id }, `say:stranger-${person.id}`, {
      key: "told",
      priority: 3,
      frozen,
    });
  }
}
