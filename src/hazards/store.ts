import { In, type EntityManager } from "typeorm";
import { record, type Deed } from "../campaign/history.ts";
import { day, defineTable, id, instant, json, key, maybe, text, whole } from "../db/define.ts";
import { changed, changeRows, findRow } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import { lookupOf } from "../enterprises/enterprise.ts";
import { keepLight } from "../campaign/lights.ts";
import { refreshTrays } from "../campaign/trays.ts";
import { show } from "../jobs/outbox.ts";
import type { Turn } from "../turn.ts";
import { ballOf } from "./ball.ts";
import { keepPast, UNBORN } from "./past.ts";
import type { Hazard, HazardState } from "./hazard.ts";

/** `sought` is what a hazard is searched by: the words of its registration, as they are looked up. */
type HazardRow = Hazard & { districtId: string; sought: string | null };
type Columns = (keyof HazardRow)[];

const DISTRICT: Columns = ["districtId", "campaign"];
/** What decides a light: kept within the indexes, so that a million are counted without their rows. */
const LIGHTS: Columns = ["dueOn", "timesReturned", "timesRefused", "grade", "assignedOn"];
/** What decides whose a hazard is, and what it is about. */
const WHOSE: Columns = ["leadUnit", "finder", "executor", "focusPoint"];
const SOUGHT = 400;

export const HazardTable = defineTable<HazardRow>(
  "hazard",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    year: whole(),
    number: whole(),
    state: key(24),
    grade: key(16),
    enterprise: key(120),
    enterpriseId: { ...maybe(key(36)), name: "enterprise_id" },
    site: key(120),
    description: text(),
    focusPoint: { ...key(32), name: "focus_point" },
    category: key(32),
    source: key(32),
    foundOn: { ...day(), name: "found_on" },
    finder: key(36),
    leadUnit: { ...key(32), name: "lead_unit" },
    executor: maybe(key(36)),
    person: key(80),
    dueOn: { ...maybe(day()), name: "due_on" },
    measure: text(),
    assignedOn: { ...maybe(day()), name: "assigned_on" },
    firstDueOn: { ...maybe(day()), name: "first_due_on" },
    funds: key(80),
    emergencyPlan: { ...text(), name: "emergency_plan" },
    progress: text(),
    done: text(),
    finishedOn: { ...maybe(day()), name: "finished_on" },
    requestedBy: { ...maybe(key(36)), name: "requested_by" },
    requestedAt: { ...maybe(instant()), name: "requested_at" },
    verifiedBy: { ...maybe(key(36)), name: "verified_by" },
    companions: json(),
    verifiedOn: { ...maybe(day()), name: "verified_on" },
    verifyPlace: { ...key(120), name: "verify_place" },
    verifyRemark: { ...text(), name: "verify_remark" },
    closedAt: { ...maybe(instant()), name: "closed_at" },
    closedBy: { ...maybe(key(36)), name: "closed_by" },
    timesReturned: { ...whole(), name: "times_returned" },
    timesRefused: { ...whole(), name: "times_refused" },
    refusal: text(),
    registeredAt: { ...instant(), name: "registered_at" },
    version: whole(),
    sought: maybe(key(SOUGHT)),
  },
  [
    { name: "hazard_number", columns: ["districtId", "year", "number"], unique: true },
    { name: "hazard_figures", columns: [...DISTRICT, "state", "leadUnit", "focusPoint", ...LIGHTS] },
    { name: "hazard_listed", columns: [...DISTRICT, "year", "number", "state", ...LIGHTS] },
    { name: "hazard_registered", columns: [...DISTRICT, "registeredAt"] },
    { name: "hazard_closed", columns: [...DISTRICT, "closedAt"] },
    { name: "hazard_enterprise", columns: ["districtId", "enterpriseId", "focusPoint"] },
    {
      name: "hazard_sought",
      columns: [...DISTRICT, "year", "number", "state", ...WHOSE, ...LIGHTS, "sought"],
    },
    { name: "hazard_unit", columns: ["districtId", "leadUnit", "state"] },
  ],
);

const hazards = (turn: Turn) => turn.tx.getRepository(HazardTable);

export const subjectOf = ({ id: hazardId }: Pick<Hazard, "id">): string => `hazard:${hazardId}`;

/** What a turn saved it need not read again: until its commit the row is its own. */
const saved = new WeakMap<EntityManager, Map<string, Hazard>>();

/** The hazard at the version the card showed; without one, as it is. */
export async function getHazard(
  turn: Turn,
  { id: hazardId, rev }: { id: string; rev?: number },
): Promise<Hazard> {
  const found =
    saved.get(turn.tx)?.get(hazardId) ??
    (await findRow(turn.tx, HazardTable, { districtId: turn.district, id: hazardId }));
  if (!found) throw new Refusal("没有找到这条隐患，发“我的隐患”可查看");
  if (rev !== undefined && rev !== found.version) throw new StaleCard();
  return found;
}

/** Keeps a new version and a line of history; every copy of the card follows. Somebody was faster: nothing is kept. */
export async function saveHazard(
  turn: Turn,
  before: Hazard,
  after: Hazard,
  deed: Omit<Deed, "subject">,
): Promise<Hazard> {
  const version = before.version + 1;
  const here = { districtId: turn.district, id: before.id, version: before.version };
  const kept = await changeRows(turn.tx, HazardTable, here, { ...changed(before, after), version });
  if (kept === 0) throw new StaleCard();
  const subject = subjectOf(after);
  keepPast(turn, before, record(turn, { ...deed, subject }));
  show(turn, subject);
  keepLight(turn, ballOf(turn, before), ballOf(turn, after));
  refreshTrays(turn, concerned(before, after));
  const now = { ...after, version };
  saved.set(turn.tx, new Map([...(saved.get(turn.tx) ?? []), [now.id, now]]));
  return now;
}

const soughtOf = ({ enterprise, site, description }: Hazard): string =>
  [...[enterprise, site, description].map(lookupOf).join("|")].slice(0, SOUGHT).join("");

/** Keeps a new hazard and its first line of history. */
export async function addHazard(turn: Turn, hazard: Hazard, deed: Omit<Deed, "subject">): Promise<void> {
  await hazards(turn).insert({ ...hazard, districtId: turn.district, sought: soughtOf(hazard) });
  const line = record(turn, { ...deed, subject: subjectOf(hazard) });
  keepPast(turn, { ...hazard, state: UNBORN, version: hazard.version - 1 }, line);
  keepLight(turn, null, ballOf(turn, hazard));
  refreshTrays(turn, concerned(hazard, hazard));
}

const OFFICE: readonly HazardState[] = ["registered", "verify_requested", "verifying"];

/** Its units, whoever found it, and the office while it lies there. */
function concerned(before: Hazard, after: Hazard) {
  const atOffice = OFFICE.includes(before.state) || OFFICE.includes(after.state);
  const units = [...new Set([before.leadUnit, after.leadUnit, ...(atOffice ? ["office"] : [])])];
  return { units, people: [after.finder] };
}

const OPEN: readonly HazardState[] = [...OFFICE, "assigned", "rectifying"];

/** What is not struck off and concerns these units, or this finder, or lies with the office; without them, all. */
export function openHazards(
  turn: Turn,
  whose?: { units: readonly string[]; office: boolean; finder: string },
): Promise<Hazard[]> {
  const of = { districtId: turn.district, campaign: turn.campaign.key };
  const open = { ...of, state: In([...OPEN]) };
  const own = whose
    ? [
        { ...open, leadUnit: In([...whose.units]) },
        { ...open, finder: whose.finder },
      ]
    : [open];
  const office = whose?.office ? [{ ...of, state: In([...OFFICE]) }] : [];
  return hazards(turn).find({ where: [...own, ...office], order: inOrder });
}

const inOrder = { year: "ASC", number: "ASC" } as const;

/** These hazards as they are now, in the order they were numbered in. */
export const hazardsOf = (turn: Turn, ids: readonly string[]): Promise<Hazard[]> =>
  hazards(turn).find({ where: { districtId: turn.district, id: In([...ids]) }, order: inOrder });

export const hazardsIn = (turn: Turn, states: readonly HazardState[]): Promise<Hazard[]> =>
  hazards(turn).find({
    where: { districtId: turn.district, campaign: turn.campaign.key, state: In([...states]) },
    order: inOrder,
  });

/** By the number people call it by; without a year, the newest of that number. */
export async function hazardByNumber(
  turn: Turn,
  year: number | null,
  number: number,
): Promise<Hazard | null> {
  const where = { districtId: turn.district, number, ...(year === null ? {} : { year }) };
  return hazards(turn).findOne({ where, order: { year: "DESC" } });
}
