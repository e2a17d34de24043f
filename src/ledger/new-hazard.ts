import { nextNumber } from "../campaign/numbers.ts";
import { newRowId } from "../db/ids.ts";
import { codeTyped, isUsci, type Enterprise } from "../enterprises/enterprise.ts";
import { addEnterprise, enterpriseByUsci, enterprisesNamed } from "../enterprises/store.ts";
import { NOTHING_YET, type Hazard } from "../hazards/hazard.ts";
import type { Turn } from "../turn.ts";
import type { Values } from "./sheet-rows.ts";

/** By its code, or by its name when only one has it; else it is entered with this hazard. */
export async function enterpriseOf(turn: Turn, values: Values, by: string | null): Promise<Enterprise> {
  const typed = codeTyped(values.usci ?? "");
  const usci = isUsci(typed) ? typed : null;
  const coded = usci ? await enterpriseByUsci(turn, usci) : null;
  if (coded) return coded;
  const name = values.enterprise_name ?? "";
  const named = await enterprisesNamed(turn, name);
  const [same] = named.filter((each) => !usci || !each.usci);
  if (same) return same;
  const { town = null, sector = null, chemicals = "" } = values;
  return addEnterprise(turn, by ?? "", { name, aliases: [], usci, town, sector, address: "", chemicals });
}

/** A hazard as its row says it, registered now; a major one waits to be confirmed unless it ended before. */
export async function newHazard(
  turn: Turn,
  values: Values,
  of: Enterprise,
  by: string | null,
): Promise<Hazard> {
  const { year, number } = await nextNumber(turn, "hazard");
  const isMajor = values.grade === "major";
  return {
    ...NOTHING_YET,
    id: newRowId(turn.now),
    campaign: turn.campaign.key,
    year,
    number,
    state: "registered",
    grade: isMajor ? (values.closed_at ? "major" : "major_pending") : "general",
    enterprise: values.enterprise_name ?? of.name,
    enterpriseId: of.id,
    site: values.site ?? "",
    description: values.description ?? "",
    focusPoint: values.focus_point ?? "",
    category: values.category ?? "",
    source: values.source ?? "检查",
    foundOn: values.found_at ?? turn.today,
    finder: by ?? "",
    leadUnit: values.lead_unit ?? "",
    helpUnits: values.help_units?.split("、") ?? [],
    criterionRef: values.criterion_ref ?? "",
    person: values.owner_unit_person ?? "",
    dueOn: values.deadline ?? null,
    measure: values.measure ?? "",
    funds: values.funds ?? "",
    protection: values.interim_protection ?? "",
    emergencyPlan: values.emergency_plan ?? "",
    progress: values.progress ?? "",
    registeredAt: turn.now,
    version: 1,
  };
}
