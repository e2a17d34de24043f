import type { RegisterForm } from "../../cards/registration.ts";
import { nextNumber, shortCode } from "../campaign/numbers.ts";
import { actsForUnit, mayActFor, ownUnits } from "../campaign/people.ts";
import { newRowId } from "../db/ids.ts";
import type { Enterprise } from "../enterprises/enterprise.ts";
import { addEnterprise, enterpriseById, mustBeFree } from "../enterprises/store.ts";
import { Refusal } from "../errors.ts";
import type { Answer, Person, Turn } from "../turn.ts";
import { endDraft, type Draft } from "./draft.ts";
import { NOTHING_YET, type Hazard } from "./hazard.ts";
import { assign, missingOfThree, sign } from "./life.ts";
import { queueFor } from "./move.ts";
import { addHazard, saveHazard, subjectOf } from "./store.ts";
import { adoptPhotos } from "./supplement.ts";

/** H1. One's own unit's hazard with the plan's three goes straight into rectification; else the office assigns it. */
export async function enterHazard(turn: Turn, by: Person, draft: Draft, form: RegisterForm): Promise<Answer> {
  mustKnow(turn, form);
  const enterprise = await enterpriseOf(turn, by, draft, form);
  const hazard = await newHazard(turn, by, form, enterprise);
  await addHazard(turn, hazard, { by: by.id, act: "hazard.register", words: "登记" }, wordsOf(enterprise));
  await adoptPhotos(turn, draft, hazard);
  await endDraft(turn, draft, hazard.id);
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
    const signed = await saveHazard(turn, kept, sign(kept), { by: by.id, act: "hazard.sign", words: "签收" });
    if (signed.grade === "major_pending") await queueFor(turn, signed, "graded");
    return { toast: `已登记${name}，进入整改`, subject };
  }
  await queueFor(turn, hazard, "registered");
  return { toast: `已登记${name}，等待办公室交办`, subject };
}

/** The one that was found, or one that is entered with its first hazard, in the town or sector of whoever leads. */
async function enterpriseOf(
  turn: Turn,
  by: Person,
  { typed }: Draft,
  form: RegisterForm,
): Promise<Enterprise> {
  const known = await enterpriseById(turn, typed["enterpriseId"] ?? "");
  if (known) return known;
  const kindOf = (unit: string) => turn.campaign.units.find(({ key }) => key === unit)?.kind;
  const ofKind = (kind: string) => [form.unit, ...ownUnits(by)].find((unit) => kindOf(unit) === kind) ?? null;
  const { enterprise: name, address, chemicals, town } = form;
  if (town !== "" && kindOf(town) !== "locality") throw new Refusal("请选属地");
  return addEnterprise(turn, by.id, {
    name,
    aliases: [],
    usci: await mustBeFree(turn, form.usci),
    town: town || ofKind("locality"),
    sector: ofKind("department"),
    address,
    chemicals,
  });
}

/** By what else than its name an enterprise's hazards are searched. */
const wordsOf = ({ aliases, usci }: Enterprise): string[] => [...aliases, ...(usci ? [usci] : [])];

/** What a form sends is only believed when the campaign knows it. */
function mustKnow({ campaign }: Turn, { unit, focusPoint, category, source }: RegisterForm): void {
  if (!campaign.units.some(({ key }) => key === unit)) throw new Refusal("请选责任单位");
  if (!campaign.focus_points.some(({ key }) => key === focusPoint)) throw new Refusal("请选重点内容");
  if (!campaign.hazards.categories.includes(category)) throw new Refusal("请选隐患类别");
  if (source !== "" && !campaign.hazards.sources.includes(source)) throw new Refusal("请选隐患来源");
}

const SEEN = "检查";

async function newHazard(turn: Turn, by: Person, form: RegisterForm, of: Enterprise): Promise<Hazard> {
  const { year, number } = await nextNumber(turn, "hazard");
  const { site, description, focusPoint, category, grade, unit, person, dueOn, measure } = form;
  return {
    ...NOTHING_YET,
    id: newRowId(turn.now),
    campaign: turn.campaign.key,
    year,
    number,
    state: "registered",
    grade,
    enterprise: of.name,
    enterpriseId: of.id,
    site,
    description,
    focusPoint,
    category,
    source: form.source || SEEN,
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
