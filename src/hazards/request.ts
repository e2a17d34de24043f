import type { RequestForm } from "../../cards/hazard-forms.ts";
import { mayActFor, officePeople } from "../campaign/people.ts";
import { attachmentsOf } from "../files/attachment.ts";
import { nudge, post } from "../jobs/outbox.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { evidenceIn, filesAfter } from "./evidence.ts";
import type { Hazard } from "./hazard.ts";
import { requestVerification as requested } from "./life.ts";
import { mustRectify, verifiers } from "./rights.ts";
import { getHazard, saveHazard, subjectOf } from "./store.ts";

/** To verify is an inspector's work: a lead or deputy is rung only where no inspector may. All of them may do it. */
function inspectorsFirst(people: readonly Person[], { leadUnit }: Hazard): readonly Person[] {
  const inspectors = people.filter((each) => mayActFor(each, leadUnit, ["inspector"]));
  return inspectors.length > 0 ? inspectors : people;
}

/** H7: the lead unit asks for verification; an inspector who may verify is told. */
export async function requestVerification(
  turn: Turn,
  { by, id, rev, form }: CardReply<RequestForm>,
): Promise<Answer> {
  const before = await getHazard(turn, { id, rev });
  mustRectify(turn, by, before);
  const files = await attachmentsOf(turn, subjectOf(before));
  const evidence = evidenceIn(filesAfter(before, files, turn.campaign.district.timezone));
  const after = requested(before, { ...form, by: by.id }, evidence, turn);
  const words = `申请销号，材料${evidence.after}件`;
  const kept = await saveHazard(turn, before, after, {
    by: by.id,
    act: "hazard.request",
    words,
    details: form,
  });

  let rings = turn.now;
  for (const { id: person } of inspectorsFirst(await verifiers(turn, kept), kept)) {
    rings = await post(turn, { person }, subjectOf(kept), { key: `requested:${kept.version}` });
  }
  for (const { id: person } of await officePeople(turn)) {
    await nudge(turn, person, "queue:office", `requested:${id}:${kept.version}`);
  }
  return { toast: toldAt("已申请销号", rings, turn) };
}
