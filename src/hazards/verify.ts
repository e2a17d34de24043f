import type { VerifyForm } from "../../cards/hazard-forms.ts";
import { shortCode } from "../campaign/numbers.ts";
import { isOffice, mayActFor, officePeople, peopleByOpenIds } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { nudge, post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import { workers } from "../seats/workers.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { dueAfterReturn } from "./clocks.ts";
import { isMajor, type Hazard } from "./hazard.ts";
import { companionsOf, mustBeVerifier } from "./rights.ts";
import { getHazard, saveHazard, subjectOf } from "./store.ts";
import { beginVerification, failVerification, passVerification } from "./verification.ts";

type Reply = CardReply<VerifyForm>;

/** H8, first half of one act: the team is named and fits. */
async function begin(turn: Turn, { by, id, rev, form }: Reply, act: "pass" | "return"): Promise<Hazard> {
  const before = await getHazard(turn, { id, rev });
  mustBeVerifier(turn, by, before);
  mustNotJudgeOwnHouse(by, before);
  const team = await companionsNamed(turn, before, by, form.companions);
  const { verifiedOn, place, remark } = form;
  const named = {
    by: by.id,
    byName: by.name,
    companions: team.map((each) => each.id),
    verifiedOn,
    place,
    remark,
    override: overrideOf(by, form.override),
  };
  const after = beginVerification(before, named, turn, act);
  const excused = named.override ? `，特批：${named.override}` : "";
  const words = `现场复查，同行${team.map(({ name }) => name).join("、")}${excused}`;
  return saveHazard(turn, before, after, { by: by.id, act: "hazard.verify", words, details: form });
}

/** Only the office director lets somebody verify who should not, and says why (RULES §2.2). */
function overrideOf(by: Person, reason: string): string {
  if (reason && !mayActFor(by, "office", ["office_director"])) throw new Refusal("只有办公室主任可以特批");
  return reason;
}

/** The office's head leads a department: that department's items are verified by others (RULES §2.2). */
function mustNotJudgeOwnHouse(by: Person, { leadUnit }: Hazard): void {
  if (isOffice(by) && mayActFor(by, leadUnit, ["lead", "deputy", "liaison"])) {
    throw new Refusal("这是您本单位的隐患，请由办公室其他人员复查");
  }
}

async function companionsNamed(
  turn: Turn,
  hazard: Hazard,
  by: Person,
  openIds: readonly string[],
): Promise<Person[]> {
  const allowed = await companionsOf(turn, hazard, by.id);
  const named = await peopleByOpenIds(turn, openIds);
  const stranger = named.find(({ id }) => !allowed.some((each) => each.id === id));
  if (stranger) throw new Refusal(`${stranger.name}不能参加这次复查，请换一名同行人`);
  return named;
}

/** H9: it holds. A general hazard is struck off by it; a major one waits for the office. */
export async function passHazard(turn: Turn, reply: Reply): Promise<Answer> {
  const { by } = reply;
  const verifying = await begin(turn, reply, "pass");
  const name = shortCode("hazard", verifying.number);
  const after = passVerification(verifying, turn);
  const isClosed = after.state === "closed";
  const words = isClosed ? "复查通过，销号" : "复查通过，等待销号确认";
  await saveHazard(turn, verifying, after, { by: by.id, act: "hazard.pass", words });
  show(turn, "queue:office");
  if (isClosed) return { toast: `复查通过，${name}已销号` };
  for (const { id: person } of await officePeople(turn)) {
    await nudge(turn, person, "queue:office", `passed:${after.id}:${after.version}`);
  }
  return { toast: `${name}复查通过，等待销号确认` };
}

const TOLD_AT = 2;

/** H10: it fails and goes back, with a nearer day. A return must ring. */
export async function failHazard(turn: Turn, reply: Reply): Promise<Answer> {
  const { by, form } = reply;
  if (form.remark === "") throw new Refusal("退回要写复查意见：逐条写还差什么");
  const verifying = await begin(turn, reply, "return");
  const dueOn = dueAfterReturn(verifying, turn.today, turn.calendar);
  const after = failVerification(verifying, dueOn);
  const words = `复查退回第${after.timesReturned}次，新期限${shortDay(dueOn)}：${form.remark}`;
  await saveHazard(turn, verifying, after, { by: by.id, act: "hazard.return", words });
  show(turn, "queue:office");

  const people = await workers(turn, { ...after, unit: after.leadUnit });
  const office = isMajor(after) || after.timesReturned >= TOLD_AT ? await officePeople(turn) : [];
  let rings = turn.now;
  for (const { id: person } of [...people, ...office]) {
    if (person === by.id) continue;
    rings = await post(turn, { person }, subjectOf(after), { key: `returned:${after.timesReturned}` });
  }
  return { toast: toldAt("已退回整改", rings, turn) };
}
