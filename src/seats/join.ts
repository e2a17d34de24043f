import type { DeclineForm, JoinForm } from "../../cards/joining.ts";
import { record } from "../campaign/history.ts";
import { isOffice, officePeople, PersonTable } from "../campaign/people.ts";
import { sitDown } from "../campaign/seating.ts";
import { newRowId } from "../db/ids.ts";
import { Refusal } from "../errors.ts";
import { nudge, post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { SEAT_WORDS } from "./absence.ts";
import { approve, ask, decline, type Joining } from "./joining.ts";
import { addJoining, askedJoinings, getJoining, saveJoining } from "./joining-store.ts";
import { tellHandovers } from "./standing-up.ts";
import { bodyName } from "./view.ts";

/** `申请加入`: a blank request, also for somebody whom nobody knows yet. */
export async function openJoining(turn: Turn, person: Pick<Person, "id">): Promise<void> {
  const joining: Joining = {
    id: newRowId(turn.now),
    personId: person.id,
    name: "",
    unit: "",
    seat: "liaison",
    remark: "",
    state: "drafted",
    askedAt: null,
    decidedBy: null,
    decidedAt: null,
    reason: "",
  };
  await addJoining(turn, joining);
  await post(turn, { person: person.id }, `join:${joining.id}`, { key: "blank", own: true, priority: 0 });
}

const inWords = (turn: Turn, { name, unit, seat }: Joining): string =>
  `${name}任${bodyName(turn, unit)}${SEAT_WORDS[seat]}`;

/** The filled form goes to the office's queue. */
export async function askToJoin(turn: Turn, { by, id, form }: CardReply<JoinForm>): Promise<Answer> {
  const before = await getJoining(turn, id);
  if (before.personId !== by.id) throw new Refusal("这张申请是别人的，请自己发“申请加入”");
  if (!turn.campaign.units.some(({ key }) => key === form.unit)) throw new Refusal("请选单位");
  const isHeld = by.seats.some(({ unit, seat }) => unit === form.unit && seat === form.seat);
  const isWaiting = (await askedJoinings(turn)).some(({ personId }) => personId === by.id);
  const after = ask(before, form, { isHeld, isWaiting }, turn.now);
  await saveJoining(turn, before, after);
  const words = `申请加入：${inWords(turn, after)}`;
  record(turn, { subject: `seat:${after.unit}`, by: by.id, act: "join.ask", words });
  let rings = turn.now;
  for (const { id: person } of await officePeople(turn))
    rings = (await nudge(turn, person, "queue:office", `join:${id}`)) ?? rings;
  return { toast: toldAt("已提交，由办公室答复", rings, turn) };
}

function mustAnswer(by: Person): void {
  if (!isOffice(by)) throw new Refusal("只有联席会议办公室可以答复加入申请");
}

/** Seated from now on; told to both, and asked to take over what lies open there. */
export async function approveJoining(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  mustAnswer(by);
  const before = await getJoining(turn, id);
  const after = approve(before, { by: by.id, now: turn.now });
  await saveJoining(turn, before, after);
  const { personId, name, unit, seat } = after;
  const people = turn.tx.getRepository(PersonTable);
  await people.update({ districtId: turn.district, id: personId }, { name, leftAt: null });
  await sitDown(turn, { unit, seat, personId, name, title: SEAT_WORDS[seat] }, by.id);
  await tellHandovers(turn);
  return answered(turn, after, `已同意，${name}从现在起办理`);
}

/** Not this one; why is told. */
export async function declineJoining(turn: Turn, { by, id, form }: CardReply<DeclineForm>): Promise<Answer> {
  mustAnswer(by);
  const before = await getJoining(turn, id);
  const after = decline(before, form.reason, { by: by.id, now: turn.now });
  await saveJoining(turn, before, after);
  const words = `不同意${inWords(turn, after)}：${form.reason}`;
  record(turn, { subject: `seat:${after.unit}`, by: by.id, act: "join.decline", words });
  return answered(turn, after, "已答复，没有加入");
}

async function answered(turn: Turn, { id, personId }: Joining, done: string): Promise<Answer> {
  show(turn, `join:${id}`);
  show(turn, "queue:office");
  const rings = await post(turn, { person: personId }, `join:${id}`, { key: "answered" });
  return { toast: toldAt(done, rings, turn) };
}
