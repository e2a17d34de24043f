import type { LeaveForm } from "../../cards/leave.ts";
import { unitName } from "../campaign/definition.ts";
import { isOffice } from "../campaign/people.ts";
import { record } from "../campaign/history.ts";
import { refreshAllTrays } from "../campaign/trays.ts";
import { newRowId } from "../db/ids.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { agree, mustSetLeave, spanInWords, type Absence, type Agreed } from "./absence.ts";
import { addAbsence, agreedIn, getAbsence, saveAbsence } from "./absence-store.ts";
import { sitIn } from "./covering.ts";
import { readLeave, type LeaveAsked } from "./leave-text.ts";
import { readdress } from "./readdress.ts";
import { bodiesOf, sittersOf, type Sitter } from "./people.ts";

/** `请假 6月20日至25日，由B角代`: what was understood is shown back, and counts after one tap. */
export async function askLeave(turn: Turn, by: Person, said: string): Promise<void> {
  const asked = readLeave(said, turn.today);
  const who = asked.who === null ? await ownSeat(turn, by, asked) : await named(turn, by, asked.who);
  const cover = await coverFor(turn, who, asked);
  const absence: Absence = {
    id: newRowId(turn.now),
    personId: who.id,
    unit: who.unit,
    coverId: cover?.id ?? null,
    fromOn: asked.fromOn,
    toOn: asked.toOn,
    state: "asked",
    askedBy: by.id,
    askedAt: turn.now,
  };
  mustSetLeave(by, absence);
  await addAbsence(turn, absence);
  await post(turn, { person: by.id }, `leave:${absence.id}`, { key: "asked", own: true, priority: 0 });
}

const fits = (sitter: Sitter, words: string): boolean =>
  words === "B角" ? sitter.seats.includes("deputy") : sitter.name === words;

/** A person of two bodies is away from the one that the cover sits in. */
async function ownSeat(turn: Turn, by: Person, { cover }: LeaveAsked): Promise<Sitter> {
  const sitters = await sittersOf(turn, bodiesOf(by));
  const own = sitters.filter(({ id }) => id === by.id);
  const beside = own.find(({ unit }) =>
    sitters.some((each) => each.unit === unit && each.id !== by.id && cover !== null && fits(each, cover)),
  );
  const found = beside ?? own[0];
  if (!found) throw new Refusal("您没有要人代办的席位，不用请假");
  return found;
}

/** Somebody else of the asker's body; for the office, of any. */
async function named(turn: Turn, by: Person, who: string): Promise<Sitter> {
  const units = isOffice(by) ? [...turn.campaign.units.map(({ key }) => key), "office"] : bodiesOf(by);
  const found = (await sittersOf(turn, units)).find(({ name }) => name === who);
  if (found) return found;
  throw new Refusal(`没有找到“${who.slice(0, 20)}”。请写名册里的姓名，例：请假 6月20日至25日，由B角代`);
}

/** The one that was named; when nobody was, the unit's only deputy. */
async function coverFor(turn: Turn, who: Sitter, { cover }: LeaveAsked): Promise<Sitter | null> {
  const others = (await sittersOf(turn, [who.unit])).filter(({ id }) => id !== who.id);
  const found = others.filter((each) => fits(each, cover ?? "B角"));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** One tap: from the first day on the other gets the cards, and may do what the seat may do. */
export async function confirmLeave(turn: Turn, { by, id, form }: CardReply<LeaveForm>): Promise<Answer> {
  const before = await getAbsence(turn, id);
  mustSetLeave(by, before);
  const sitters = await sittersOf(turn, [before.unit]);
  if (!sitters.some((each) => each.id === form.coverId)) throw new Refusal("请选本单位的人代办");
  const nameOf = (person: string) => sitters.find((each) => each.id === person)?.name ?? "";
  const agreed = await agreedIn(turn, [before.unit]);
  const after = agree(before, form, turn.today, { agreed, nameOf });
  await saveAbsence(turn, before, after);
  await sitIn(turn, after);
  await readdress(turn, after);
  refreshAllTrays(turn);
  const words = `${nameOf(after.personId)}请假${spanInWords(after)}，由${nameOf(after.coverId)}代办`;
  record(turn, { subject: `seat:${after.unit}`, by: by.id, act: "leave.agree", words });
  return { toast: toldAt(`已登记，${nameOf(after.coverId)}代办`, await tell(turn, after, by), turn) };
}

/** The cover hears of it, and the absent one when somebody else asked. */
async function tell(turn: Turn, absence: Agreed, by: Person): Promise<Date> {
  const { id, personId, coverId } = absence;
  const rings = await post(turn, { person: coverId }, `cover:${id}`, { key: "told" });
  if (personId !== by.id) await post(turn, { person: personId }, `leave:${id}`, { key: "told" });
  return rings;
}

/** Not after all: nothing was agreed. */
export async function dropLeave(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const before = await getAbsence(turn, id);
  mustSetLeave(by, before);
  if (before.state !== "asked") throw new Refusal("这次请假已经办过，要取消请发“销假”");
  await saveAbsence(turn, before, { ...before, state: "dropped" });
  show(turn, `leave:${id}`);
  return { toast: `没有登记，${unitName(turn.campaign, before.unit)}的卡片照常发给您`, tone: "info" };
}
