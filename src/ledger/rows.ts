import type { Light } from "../../cards/elements.ts";
import { LIGHT_WORDS } from "../../cards/elements.ts";
import { unitName, type Campaign } from "../campaign/definition.ts";
import { code } from "../campaign/numbers.ts";
import { dayOf } from "../dates.ts";
import type { Enterprise } from "../enterprises/enterprise.ts";
import type { Hazard } from "../hazards/hazard.ts";
import type { Penalty } from "../hazards/tracks.ts";
import { focusInWords, GRADES, sectorInWords, type ColumnKey, type LedgerRow } from "./columns.ts";

/** Words of a ledger for which nothing else here has a place: who verified what was closed before, remarks, … */
export type Words = { [Key in ColumnKey]?: string };

/** What a row needs beside the hazard itself. */
export type About = {
  campaign: Campaign;
  /** People's names by their id. */
  names: ReadonlyMap<string, string>;
  enterprise: Enterprise | null;
  light: Light;
  /** Names of the photos and files. */
  evidence: readonly string[];
  words: Words;
};

const NAMES = 5;
const listed = (names: readonly string[]): string =>
  names.length > NAMES ? `${names.slice(0, NAMES).join("；")}等${names.length}件` : names.join("；");

/** One hazard as the ledger tells it, every column of it. */
export function ledgerRow(hazard: Hazard, about: About): LedgerRow {
  return { ...found(hazard, about), ...putRight(hazard, about), ...checked(hazard, about) };
}

function found(hazard: Hazard, { campaign, names, enterprise, words }: About) {
  const { year, number, site, source, foundOn, description, category, grade } = hazard;
  const unit = (key: string | null | undefined) => campaign.units.find((each) => each.key === key);
  const sector = unit(enterprise?.sector);
  const point = campaign.focus_points.find(({ key }) => key === hazard.focusPoint);
  return {
    hazard_no: code("hazard", year, number),
    enterprise_name: hazard.enterprise,
    usci: enterprise?.usci ?? words.usci ?? "",
    town: unit(enterprise?.town)?.name ?? words.town ?? "",
    sector: sector ? sectorInWords(sector) : (words.sector ?? ""),
    site,
    chemicals: (enterprise?.chemicals || words.chemicals) ?? "",
    source,
    found_at: foundOn,
    finder: words.finder ?? names.get(hazard.finder) ?? "",
    description,
    category,
    focus_point: point ? focusInWords(point) : hazard.focusPoint,
    grade: GRADES[grade],
  };
}

function putRight(hazard: Hazard, { campaign, words }: About) {
  const { leadUnit, helpUnits, person, measure, funds, dueOn, emergencyPlan, progress, finishedOn } = hazard;
  return {
    criterion_ref: hazard.criterionRef,
    legal_basis: words.legal_basis ?? "",
    lead_unit: unitName(campaign, leadUnit),
    help_units: helpUnits.map((each) => unitName(campaign, each)).join("、"),
    owner_unit_person: person,
    enterprise_person: words.enterprise_person ?? "",
    measure,
    funds,
    deadline: dueOn ?? "",
    interim_protection: hazard.protection,
    emergency_plan: emergencyPlan,
    progress,
    finished_at: finishedOn ?? "",
  } satisfies Partial<LedgerRow>;
}

function checked(hazard: Hazard, { campaign, names, light, evidence, words }: About) {
  const { verifiedBy, companions, verifiedOn, closedAt, timesReopened } = hazard;
  const team = [...(verifiedBy ? [verifiedBy] : []), ...companions];
  const closedOn = closedAt ? dayOf(closedAt, campaign.district.timezone) : "";
  // What a sheet says of a verification holds until the hazard is opened again here.
  const before = timesReopened === 0 ? words : {};
  const verifier = before.verifier ?? team.map((each) => names.get(each) ?? "").join("、");
  const penalties = (hazard.enforcement?.penalties ?? []).map(penaltyInWords);
  return {
    verifier,
    verified_at: verifier ? (verifiedOn ?? "") : "",
    conclusion: before.conclusion ?? conclusionOf(hazard),
    closed_at: closedOn,
    listing_no: hazard.listing?.number || (words.listing_no ?? ""),
    penalty: [...(words.penalty ? [words.penalty] : []), ...penalties].join("；"),
    evidence_links: listed(evidence),
    light: LIGHT_WORDS[light],
    remarks: words.remarks ?? "",
  } satisfies Partial<LedgerRow>;
}

const penaltyInWords = ({ kind, number, decidedOn, amount }: Penalty): string =>
  [kind, number, decidedOn, ...(amount === null ? [] : [`${amount}元`])].filter(Boolean).join(" ");

function conclusionOf({ state, timesReturned, verifiedOn }: Hazard): string {
  if (state === "closed") return "合格";
  if (state === "shut_down") return "关闭取缔";
  if (state === "verifying" && verifiedOn) return "合格，待销号确认";
  return timesReturned > 0 ? `不合格，退回${timesReturned}次` : "";
}
