import { changeRows, findRow, findRows, insertRows } from "../db/statements.ts";
import { instantOf } from "../dates.ts";
import { StaleCard } from "../errors.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { amend, begun, closedBefore, takeBack, type Amendment } from "../hazards/imported.ts";
import { addHazard, saveHazard } from "../hazards/store.ts";
import { HazardTable } from "../hazards/table.ts";
import type { Turn } from "../turn.ts";
import { LedgerChangeTable, type LedgerChange } from "./change.ts";
import type { ColumnKey } from "./columns.ts";
import { enterpriseOf, newHazard } from "./new-hazard.ts";
import { Was, type Planned } from "./plan.ts";
import type { Words } from "./rows.ts";
import type { Values } from "./sheet-rows.ts";
import { alreadyHere } from "./twins.ts";
import { sameness } from "./verdict.ts";
import { wordsOf, WordsTable } from "./words.ts";

/** Who imports: a person, or the operator's verb; for the office (`units` is `null`) or for units of their own. */
export type Importer = { by: string | null; units: string[] | null };

/** Columns for which a hazard has no place of its own. */
const WORDS: readonly ColumnKey[] = ["legal_basis", "enterprise_person", "remarks"];
const PAST_WORDS: readonly ColumnKey[] = ["finder", "verifier", "conclusion", "listing_no", "penalty"];

const FIELDS = {
  site: "site",
  source: "source",
  found_at: "foundOn",
  description: "description",
  category: "category",
  focus_point: "focusPoint",
  owner_unit_person: "person",
  measure: "measure",
  funds: "funds",
  interim_protection: "protection",
  emergency_plan: "emergencyPlan",
  progress: "progress",
} as const satisfies { [Key in ColumnKey]?: keyof Amendment };

const fieldsIn = (values: Values): Amendment =>
  Object.fromEntries(
    Object.entries(FIELDS).flatMap(([key, field]) => {
      const value = Object.entries(values).find(([name]) => name === key)?.[1];
      return value === undefined ? [] : [[field, value]];
    }),
  );

const wordsIn = (values: Values, keys: readonly ColumnKey[]): Words =>
  Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));

async function keepWords({ tx, district: districtId }: Turn, hazardId: string, words: Words): Promise<void> {
  const here = { districtId, hazardId };
  if ((await changeRows(tx, WordsTable, here, { words })) > 0) return;
  if (await findRow(tx, WordsTable, here)) return;
  await insertRows(tx, WordsTable, [{ ...here, words }]);
}

/** Writes one row through the hazard's own rules; `false` when somebody was faster. */
export async function applyRow(
  turn: Turn,
  jobId: string,
  planned: Planned,
  importer: Importer,
): Promise<boolean> {
  const { tx, district: districtId } = turn;
  const done = await (planned.kind === "new"
    ? addRow(turn, planned, importer)
    : changeRow(turn, planned, importer));
  if (!done) return false;
  const change: LedgerChange = { districtId, jobId, row: planned.row, ...done };
  await insertRows(tx, LedgerChangeTable, [change]);
  return true;
}

type Done = Pick<LedgerChange, "hazardId" | "version" | "before">;

async function changeRow(
  turn: Turn,
  { row, id, version, values }: Extract<Planned, { kind: "changed" }>,
  { by }: Importer,
): Promise<Done | null> {
  const before = await findRow(turn.tx, HazardTable, { districtId: turn.district, id });
  if (!before || before.version !== version) return null;
  const said = fieldsIn(values);
  const words = (await wordsOf(turn, [id])).get(id) ?? {};
  const deed = { by, act: "hazard.import", words: `按台账第${row}行更新`, details: values };
  const saved = await saveHazard(turn, before, amend(before, said), deed);
  const more = wordsIn(values, WORDS);
  if (Object.keys(more).length > 0) await keepWords(turn, id, { ...words, ...more });
  const keys = new Set(Object.keys(values));
  const old = Object.entries(FIELDS).flatMap(([key, field]) => (keys.has(key) ? [[key, before[field]]] : []));
  return { hazardId: id, version: saved.version, before: { values: Object.fromEntries(old), words } };
}

async function addRow(
  turn: Turn,
  { row, values }: Extract<Planned, { kind: "new" }>,
  importer: Importer,
): Promise<Done | null> {
  const { enterprise_name: name = "", found_at: on = "", description = "" } = values;
  // Another sheet may have brought it since this one was checked.
  if ((await alreadyHere(turn, [on])).has(sameness(name, on, description))) return null;
  const enterprise = await enterpriseOf(turn, values, importer.by);
  const hazard = await newHazard(turn, values, enterprise, importer.by);
  const { by, units } = importer;
  const known = [...enterprise.aliases, ...(enterprise.usci ? [enterprise.usci] : [])];
  const isPast = values.closed_at !== undefined;
  const deed = {
    by,
    act: "hazard.import",
    words: `${isPast ? "补录" : "登记"}，台账第${row}行`,
    details: values,
  };
  if (isPast) {
    await addHazard(turn, asClosed(turn, hazard, values, by), deed, known);
  } else await addHazard(turn, hazard, deed, known);
  const keys = isPast ? [...WORDS, ...PAST_WORDS] : [...WORDS, "finder" as const];
  const words = wordsIn(values, keys);
  if (Object.keys(words).length > 0) await keepWords(turn, hazard.id, words);
  if (isPast) return { hazardId: hazard.id, version: hazard.version, before: null };
  const isOwn = units?.includes(hazard.leadUnit) ?? false;
  const after = begun(hazard, { isOffice: units === null, isOwn }, turn);
  if (after === hazard) return { hazardId: hazard.id, version: hazard.version, before: null };
  const saved = await saveHazard(turn, hazard, after, {
    by,
    act: "hazard.assign",
    words: isOwn ? "本单位自办" : "交办",
  });
  return { hazardId: hazard.id, version: saved.version, before: null };
}

function asClosed(turn: Turn, hazard: Hazard, values: Values, by: string | null): Hazard {
  const { finished_at: finishedOn = "", verified_at: verifiedOn = "", closed_at: closedOn = "" } = values;
  const closedAt = instantOf(closedOn, "00:00", turn.campaign.district.timezone);
  return closedBefore(hazard, { finishedOn, verifiedOn, closedAt, by });
}

/** Takes one row back: what was changed is as before, what came with the sheet is void. `false`: dealt with since. */
export async function undoRow(turn: Turn, change: LedgerChange, by: string | null): Promise<boolean> {
  const { hazardId, version } = change;
  const [now] = await findRows(turn.tx, HazardTable, { districtId: turn.district, id: hazardId });
  if (!now || now.version !== version) return false;
  const was = Was.safeParse(change.before);
  const after = was.success ? { ...now, ...fieldsIn(was.data.values) } : takeBack(now, "撤销导入");
  try {
    await saveHazard(turn, now, after, { by, act: "hazard.import.undo", words: "撤销导入" });
  } catch (error) {
    if (error instanceof StaleCard) return false;
    throw error;
  }
  if (was.success) await keepWords(turn, hazardId, was.data.words);
  const { districtId, jobId, row } = change;
  await turn.tx.getRepository(LedgerChangeTable).delete({ districtId, jobId, row });
  return true;
}
