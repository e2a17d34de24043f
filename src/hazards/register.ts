import type { RegisterForm } from "../../cards/hazard-forms.ts";
import { nextNumber, shortCode } from "../campaign/numbers.ts";
import { actsForUnit, mayActFor, officePeople } from "../campaign/people.ts";
import { newRowId } from "../db/ids.ts";
import { Refusal } from "../errors.ts";
import { nudge } from "../jobs/outbox.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { assign, missingOfThree, sign } from "./life.ts";
import { NOTHING_YET, type Hazard } from "./hazard.ts";
import { addHazard, saveHazard, subjectOf } from "./store.ts";

/** H1. One's own unit's hazard with the plan's three goes straight into rectification; else the office assigns it. */
export async function registerHazard(turn: Turn, { by, form }: CardReply<RegisterForm>): Promise<Answer> {
  mustKnow(turn, form);
  const hazard = await newHazard(turn, by, form);
  await addHazard(turn, hazard, { by: by.id, act: "hazard.register", words: "登记" });
  const subject = subjectOf(hazard);
  const name = shortCode("hazard", hazard.number);

  const isOwn = actsForUnit(by, form.unit) || mayActFor(by, form.unit, ["inspector"]);
  const { person, dueOn, measure, unit } = form;
  if (isOwn && dueOn && missingOfThree(form).length === 0) {
    const assigned = assign(hazard, { unit, person, dueOn, measure }, turn);
    const kept = await saveHazard(turn, hazard, assigned, {
      by: by.id,
      act: "hazard.assign",
      words: "本单位自办",
    });
    await saveHazard(turn, kept, sign(kept), { by: by.id, act: "hazard.sign", words: "签收" });
    return { toast: `已登记${name}，进入整改`, subject };
  }
  for (const { id: person } of await officePeople(turn)) {
    await nudge(turn, person, "queue:office", `registered:${hazard.id}`);
  }
  return { toast: `已登记${name}，等待办公室交办`, subject };
}

/** What a form sends is only believed when the campaign knows it. */
function mustKnow({ campaign }: Turn, { unit, focusPoint, category }: RegisterForm): void {
  if (!campaign.units.some(({ key }) => key === unit)) throw new Refusal("请选责任单位");
  if (!campaign.focus_points.some(({ key }) => key === focusPoint)) throw new Refusal("请选重点内容");
  if (!campaign.hazards.categories.includes(category)) throw new Refusal("请选隐患类别");
}

async function newHazard(turn: Turn, by: Person, form: RegisterForm): Promise<Hazard> {
  const { year, number } = await nextNumber(turn, "hazard");
  const { enterprise, site, description, focusPoint, category, grade, unit, person, dueOn, measure } = form;
  return {
    ...NOTHING_YET,
    id: newRowId(turn.now),
    campaign: turn.campaign.key,
    year,
    number,
    state: "registered",
    grade,
    enterprise,
    enterpriseId: null,
    site,
    description,
    focusPoint,
    category,
    source: "检查",
    foundOn: turn.today,
    finder: by.id,
    leadUnit: unit,
    person,
    dueOn,
    measure,
    registeredAt: turn.now,
    version: 1,
  };
}
