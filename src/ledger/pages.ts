import { z } from "zod";
import { namesOf } from "../campaign/people.ts";
import { ask } from "../db/ask.ts";
import { findRows } from "../db/statements.ts";
import { EnterpriseTable } from "../enterprises/store.ts";
import { AttachmentTable, isKept, type Attachment } from "../files/attachment.ts";
import { ballOf } from "../hazards/ball.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { subjectOf } from "../hazards/store.ts";
import { HazardTable } from "../hazards/table.ts";
import type { Turn } from "../turn.ts";
import type { Asked } from "./asked.ts";
import type { LedgerRow } from "./columns.ts";
import { ledgerRow } from "./rows.ts";
import { wordsOf } from "./words.ts";

/** Rows in memory at once. */
const A_PAGE = 500;

/** A hazard with its row, and the photos and files behind it. */
export type LedgerLine = { hazard: Hazard; row: LedgerRow; files: readonly Attachment[] };

const Key = z.object({ id: z.string(), year: z.number(), number: z.number() });

/** Hazards in the order of their numbers, page by page: the next page begins after the last number of this one. */
export async function* hazardPages(turn: Turn, asked: Asked): AsyncGenerator<Hazard[]> {
  const { tx, district } = turn;
  let after = { year: 0, number: 0 };
  for (;;) {
    const named = { district, campaign: turn.campaign.key, ...after, ...valuesOf(asked), most: A_PAGE };
    const keys = await ask(tx, sqlOf(asked), named, Key);
    const last = keys.at(-1);
    if (!last) return;
    const ids = keys.map(({ id }) => id);
    const found = await findRows(tx, HazardTable, { districtId: district, id: ids });
    const rows = new Map(found.map((each) => [each.id, each]));
    yield ids.flatMap((id) => rows.get(id) ?? []);
    after = { year: last.year, number: last.number };
  }
}

function sqlOf({ units, unit, year, states, isMajor: onlyMajor }: Asked): string {
  const limits = [
    ...(units ? ["h.lead_unit IN (:...units)"] : []),
    ...(unit ? ["h.lead_unit = :unit"] : []),
    ...(year === null ? [] : ["h.year = :asked"]),
    ...(states ? ["h.state IN (:...states)"] : []),
    ...(onlyMajor ? ["h.grade <> 'general'"] : []),
  ];
  return `SELECT h.id AS id, h.year AS year, h.number AS number FROM hazard h
    WHERE h.district_id = :district AND h.campaign = :campaign
    AND (h.year > :year OR (h.year = :year AND h.number > :number))
    ${limits.map((limit) => `AND ${limit}`).join(" ")} ORDER BY h.year, h.number LIMIT :most`;
}

const valuesOf = ({ units, unit, year, states }: Asked) => ({
  ...(units ? { units } : {}),
  ...(unit ? { unit } : {}),
  ...(year === null ? {} : { asked: year }),
  ...(states ? { states } : {}),
});

/** The ledger's rows, page by page, with what else is known of each. */
export async function* ledgerPages(turn: Turn, asked: Asked): AsyncGenerator<LedgerLine[]> {
  for await (const hazards of hazardPages(turn, asked)) {
    const lines = await linesOf(turn, hazards);
    yield asked.light ? lines.filter((line) => ballOf(turn, line.hazard).light === asked.light) : lines;
  }
}

/** These hazards as the ledger tells them. */
export async function linesOf(turn: Turn, hazards: readonly Hazard[]): Promise<LedgerLine[]> {
  const { tx, district: districtId, campaign } = turn;
  const ids = hazards.map(({ id }) => id);
  const people = hazards.flatMap(({ finder, verifiedBy, companions }) => [finder, verifiedBy, ...companions]);
  const enterpriseIds = [...new Set(hazards.flatMap(({ enterpriseId }) => enterpriseId ?? []))];
  const names = await namesOf(turn, people);
  const enterprises = await findRows(tx, EnterpriseTable, { districtId, id: enterpriseIds });
  const words = await wordsOf(turn, ids);
  const sent = await filesOf(turn, hazards);
  const byId = new Map(enterprises.map((each) => [each.id, each]));
  return hazards.map((hazard) => {
    const files = sent.get(hazard.id) ?? [];
    const row = ledgerRow(hazard, {
      campaign,
      names,
      enterprise: byId.get(hazard.enterpriseId ?? "") ?? null,
      light: ballOf(turn, hazard).light,
      evidence: files.map(({ name }) => name),
      words: words.get(hazard.id) ?? {},
    });
    return { hazard, row, files };
  });
}

/** The photos and files behind these hazards, by the hazard's id. */
export async function filesOf(
  { tx, district: districtId }: Turn,
  hazards: readonly Pick<Hazard, "id">[],
): Promise<Map<string, Attachment[]>> {
  const subject = hazards.map(subjectOf);
  const sent = await findRows(tx, AttachmentTable, { districtId, subject }, { order: { id: "ASC" } });
  const files = new Map<string, Attachment[]>();
  for (const file of sent.filter(isKept)) {
    const id = file.subject?.slice(subjectOf({ id: "" }).length) ?? "";
    files.set(id, [...(files.get(id) ?? []), file]);
  }
  return files;
}
