import type { EntityManager } from "typeorm";
import { record, type Deed } from "../campaign/history.ts";
import { openAhead } from "../db/ahead.ts";
import { changed, changeRows, findRow, findRows } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import { lookupOf } from "../enterprises/enterprise.ts";
import { enterpriseById } from "../enterprises/store.ts";
import { keepLight } from "../campaign/lights.ts";
import { refreshTrays } from "../campaign/trays.ts";
import { show } from "../jobs/show.ts";
import type { Turn } from "../turn.ts";
import { ballOf } from "./ball.ts";
import { keepPast, UNBORN } from "./past.ts";
import { OPEN } from "./act.ts";
import { derivedOf, type Derived } from "./asked.ts";
import type { Hazard, HazardState } from "./hazard.ts";
import { HazardTable, SOUGHT_CHARACTERS } from "./table.ts";
import { keepTally } from "./tally.ts";

const hazards = (turn: Turn) => turn.tx.getRepository(HazardTable);

export const subjectOf = ({ id: hazardId }: Pick<Hazard, "id">): string => `hazard:${hazardId}`;

/** A press asks for its hazard before it is known who presses. */
export const hazardAhead = openAhead((tx, districtId, id) => findRow(tx, HazardTable, { districtId, id }));

/** What a turn saved it need not read again: until its commit the row is its own. */
const saved = new WeakMap<EntityManager, Map<string, Hazard>>();

/** The hazard at the version the card showed; without one, as it is. */
export async function getHazard(
  turn: Turn,
  { id: hazardId, rev }: { id: string; rev?: number },
): Promise<Hazard> {
  const found =
    saved.get(turn.tx)?.get(hazardId) ?? (await hazardAhead.take(turn.tx, turn.district, hazardId));
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
  const was = { ...before, ...derivedOf(before) };
  const is = { ...after, ...derivedOf(after) };
  const change = changed(was, is);
  const isSame = before.site === after.site && before.description === after.description;
  const sought = isSame ? {} : await soughtAnew(turn, after);
  // Whoever saved it last may not have known of `asks`.
  const kept = await changeRows(turn.tx, HazardTable, here, { ...change, asks: is.asks, ...sought, version });
  if (kept === 0) throw new StaleCard();
  const subject = subjectOf(after);
  keepPast(turn, was, record(turn, { ...deed, subject }));
  keepTally(turn, was, is);
  show(turn, subject);
  keepLight(turn, ballOf(turn, before), ballOf(turn, after));
  refreshTrays(turn, concerned(before, after));
  const now = { ...after, version };
  saved.set(turn.tx, new Map([...(saved.get(turn.tx) ?? []), [now.id, now]]));
  return now;
}

/** What it is searched by follows its words; the enterprise's other names and code are looked up again. */
async function soughtAnew(turn: Turn, hazard: Hazard): Promise<{ sought: string }> {
  const of = hazard.enterpriseId === null ? null : await enterpriseById(turn, hazard.enterpriseId);
  return { sought: soughtOf(hazard, of ? [...of.aliases, ...(of.usci ? [of.usci] : [])] : []) };
}

const soughtOf = ({ enterprise, site, description }: Hazard, known: readonly string[]): string =>
  [...[enterprise, ...known, site, description].map(lookupOf).join("|")].slice(0, SOUGHT_CHARACTERS).join("");

/** Keeps a new hazard and its first line of history; `known` are its enterprise's other names and its code. */
export async function addHazard(
  turn: Turn,
  hazard: Hazard,
  deed: Omit<Deed, "subject">,
  known: readonly string[] = [],
): Promise<void> {
  const sought = soughtOf(hazard, known);
  const is = { ...hazard, ...derivedOf(hazard) };
  await hazards(turn).insert({ ...is, districtId: turn.district, sought });
  const line = record(turn, { ...deed, subject: subjectOf(hazard) });
  const unborn = { ...is, state: UNBORN, version: hazard.version - 1 };
  keepPast(turn, unborn, line);
  keepTally(turn, unborn, is);
  keepLight(turn, null, ballOf(turn, hazard));
  refreshTrays(turn, concerned(hazard, hazard));
}

const OFFICE: readonly HazardState[] = ["registered", "verify_requested", "verifying"];

/** Its units, whoever found it, and the office while it lies there. */
function concerned(before: Hazard, after: Hazard) {
  const derived = [derivedOf(before), derivedOf(after)];
  const atOffice =
    [before, after].some(({ state }) => OFFICE.includes(state)) ||
    derived.some(({ asksOffice }) => asksOffice);
  const asked = derived.flatMap((each) => each.askedUnit ?? []);
  const units = [...new Set([before.leadUnit, after.leadUnit, ...asked, ...(atOffice ? ["office"] : [])])];
  return { units, people: [after.finder] };
}

/** What is not struck off and concerns these units, or this finder, or lies with the office; without them, all. */
export function openHazards(
  turn: Turn,
  whose?: { units: readonly string[]; office?: boolean; finder?: string },
): Promise<Hazard[]> {
  const of = { districtId: turn.district, campaign: turn.campaign.key };
  const open = { ...of, state: OPEN };
  if (!whose) return findRows(turn.tx, HazardTable, open, { order: inOrder });
  const { units, office = false, finder } = whose;
  const [first, ...others] = [
    ...(units.length > 0
      ? [
          { ...open, leadUnit: units },
          { ...open, askedUnit: units },
        ]
      : []),
    ...(finder ? [{ ...open, finder }] : []),
    ...(office
      ? [
          { ...of, state: OFFICE },
          { ...of, asksOffice: true },
        ]
      : []),
  ];
  return first ? findRows(turn.tx, HazardTable, [first, ...others], { order: inOrder }) : Promise.resolve([]);
}

const inOrder = { year: "ASC", number: "ASC" } as const;

/** These hazards as they are now, in the order they were numbered in. */
export const hazardsOf = (turn: Turn, ids: readonly string[]): Promise<Hazard[]> =>
  findRows(turn.tx, HazardTable, { districtId: turn.district, id: ids }, { order: inOrder });

const hazardsWhere = (turn: Turn, is: Partial<Derived>): Promise<Hazard[]> =>
  findRows(
    turn.tx,
    HazardTable,
    { districtId: turn.district, campaign: turn.campaign.key, ...is },
    { order: inOrder },
  );

/** Whatever asks something of anybody beside its own course. */
export const askingHazards = (turn: Turn): Promise<Hazard[]> => hazardsWhere(turn, { asks: true });

/** Whatever asks something of the office. */
export const hazardsThatAsk = (turn: Turn): Promise<Hazard[]> => hazardsWhere(turn, { asksOffice: true });

/** Whatever is under listed supervision. */
export const listedHazards = (turn: Turn): Promise<Hazard[]> =>
  hazards(turn).find({
    where: { districtId: turn.district, campaign: turn.campaign.key, isListed: true },
    order: inOrder,
  });

/** Every hazard that was confirmed as major, in the order they were numbered in. */
export const majorHazards = (turn: Turn): Promise<Hazard[]> =>
  findRows(
    turn.tx,
    HazardTable,
    { districtId: turn.district, campaign: turn.campaign.key, grade: "major" },
    { order: inOrder },
  );

export const hazardsIn = (turn: Turn, states: readonly HazardState[]): Promise<Hazard[]> =>
  findRows(
    turn.tx,
    HazardTable,
    { districtId: turn.district, campaign: turn.campaign.key, state: states },
    { order: inOrder },
  );

/** By the number people call it by; without a year, the newest of that number. */
export async function hazardByNumber(
  turn: Turn,
  year: number | null,
  number: number,
): Promise<Hazard | null> {
  const where = { districtId: turn.district, number, ...(year === null ? {} : { year }) };
  return hazards(turn).findOne({ where, order: { year: "DESC" } });
}
