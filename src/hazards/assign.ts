import type { AssignForm } from "../../cards/hazard-forms.ts";
import { unitName } from "../campaign/definition.ts";
import { holders } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { assign } from "./life.ts";
import { mustAssign } from "./rights.ts";
import { getHazard, saveHazard, subjectOf } from "./store.ts";

/** H2: the office, or the unit whose field it is, gives a hazard to its lead unit; the unit's people are told. */
export async function assignHazard(
  turn: Turn,
  { by, id, rev, form }: CardReply<AssignForm>,
): Promise<Answer> {
  const before = await getHazard(turn, { id, rev });
  mustAssign(turn, by, before, form.unit);
  const after = assign(before, form, turn);
  const unit = unitName(turn.campaign, after.leadUnit);
  const words = `交办${unit}，期限${shortDay(form.dueOn)}`;
  await saveHazard(turn, before, after, { by: by.id, act: "hazard.assign", words });
  show(turn, "queue:office");

  let rings = turn.now;
  const people = await holders(turn, after.leadUnit, ["liaison", "lead", "inspector"]);
  for (const { id: person } of people.filter(({ id: each }) => each !== by.id)) {
    rings = await post(turn, { person }, subjectOf(after), { key: `assigned:${after.timesRefused}` });
  }
  return { toast: toldAt(`已交办${unit}`, rings, turn) };
}
