import { registrationCard } from "../../cards/registration.ts";
import type { RegistrationView } from "../../cards/registration-view.ts";
import { wordsCard } from "../../cards/words.ts";
import { unitName } from "../campaign/definition.ts";
import { shortCode } from "../campaign/numbers.ts";
import { ownUnit } from "../campaign/people.ts";
import { instantInWords } from "../dates.ts";
import type { Enterprise } from "../enterprises/enterprise.ts";
import { enterpriseById, findEnterprises } from "../enterprises/store.ts";
import { attachmentsOf } from "../files/attachment.ts";
import type { Draw, Person, Turn } from "../turn.ts";
import { hazardsLike } from "./alike.ts";
import { draftBy, draftSubject, type Draft } from "./draft.ts";
import type { Hazard } from "./hazard.ts";
import { hazardRow } from "./rows.ts";

const PICKS = 20;

/** What tells two enterprises of like names apart: where it lies, and the end of its code. */
function pickText({ campaign }: Turn, { name, usci, town }: Enterprise): string {
  const more = [town ? unitName(campaign, town) : "", usci ? `尾号${usci.slice(-4)}` : ""].filter(Boolean);
  return more.length > 0 ? `${name}（${more.join("，")}）` : name;
}

async function picksOf(turn: Turn, { typed, step }: Draft) {
  if (step !== "pick") return { picks: [], hasMore: false };
  const found = await findEnterprises(turn, typed["enterprise"] ?? "", PICKS + 1);
  const picks = found.slice(0, PICKS).map((each) => ({ value: each.id, text: pickText(turn, each) }));
  return { picks, hasMore: found.length > PICKS };
}

async function alikeOf(turn: Turn, { typed, step }: Draft) {
  const { enterpriseId = "", focusPoint = "" } = typed;
  const alike = step === "alike" ? await hazardsLike(turn, enterpriseId, focusPoint) : [];
  return {
    alike: alike.map((hazard) => hazardRow(turn, hazard)),
    alikeOptions: alike.map(({ id, number, site }: Hazard) => ({
      value: id,
      text: `${shortCode("hazard", number)} ${site}`,
    })),
  };
}

async function enterpriseOf(turn: Turn, { typed }: Draft): Promise<RegistrationView["enterprise"]> {
  const { enterpriseId } = typed;
  if (!enterpriseId || enterpriseId === "new") return enterpriseId === "new" ? "new" : null;
  const found = await enterpriseById(turn, enterpriseId);
  if (!found) return null;
  const { name, usci, town } = found;
  return { name, usci: usci ?? "", town: town ? unitName(turn.campaign, town) : "" };
}

function offersOf({ campaign }: Turn, person: Person) {
  const same = (each: string) => ({ value: each, text: each });
  const own = ownUnit(person);
  const unit = ({ key, name }: { key: string; name: string }) => ({ value: key, text: name });
  return {
    unit: own ? unitName(campaign, own) : campaign.joint_meeting.office,
    ownUnit: own,
    units: campaign.units.map(unit),
    towns: campaign.units.filter(({ kind }) => kind === "locality").map(unit),
    focusPoints: campaign.focus_points.map(({ key, number, short }) => ({
      value: key,
      text: `${number} ${short}`,
    })),
    categories: campaign.hazards.categories.map(same),
    sources: campaign.hazards.sources.map(same),
  };
}

/** The card on which a hazard is registered, at the step it stands at. */
export const drawRegistration: Draw = async (turn, id, { person }) => {
  if (!person) return null;
  const draft = await draftBy(turn, id, person.id);
  const { step, typed } = draft;
  if (step === "done") return { card: wordsCard("这条已经登记。再登记一条，请发“登记隐患”。") };
  const card = registrationCard({
    id,
    step,
    typed,
    ...offersOf(turn, person),
    ...(await picksOf(turn, draft)),
    ...(await alikeOf(turn, draft)),
    enterprise: await enterpriseOf(turn, draft),
    isKept: Object.keys(typed).length > 0,
    asOf: instantInWords(turn.now, turn.campaign.district.timezone),
    photos: (await attachmentsOf(turn, draftSubject(id))).length,
  });
  return { card, form: step === "form" ? "hazard.submit" : null };
};
