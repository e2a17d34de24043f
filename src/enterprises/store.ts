import { z } from "zod";
import { record } from "../campaign/history.ts";
import { ask } from "../db/ask.ts";
import { defineTable, id, instant, json, key, maybe, text } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import { findRow, findRows, insertRows } from "../db/statements.ts";
import { Refusal } from "../errors.ts";
import type { Turn } from "../turn.ts";
import { codeTyped, isUsci, lookupOf, type Enterprise, type NewEnterprise } from "./enterprise.ts";

/** `lookup` is the name as it is looked up; `sought` holds that, the aliases and the code. */
type EnterpriseRow = Enterprise & {
  districtId: string;
  lookup: string;
  sought: string;
  enteredAt: Date;
  enteredBy: string | null;
};

const SOUGHT = 400;

export const EnterpriseTable = defineTable<EnterpriseRow>(
  "enterprise",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    name: key(120),
    aliases: json(),
    usci: maybe(key(18)),
    town: maybe(key(32)),
    sector: maybe(key(32)),
    address: key(200),
    chemicals: text(),
    lookup: key(120),
    sought: key(SOUGHT),
    enteredAt: { ...instant(), name: "entered_at" },
    enteredBy: { ...maybe(key(36)), name: "entered_by" },
  },
  [
    { name: "enterprise_usci", columns: ["districtId", "usci"], unique: true },
    { name: "enterprise_lookup", columns: ["districtId", "lookup"] },
    { name: "enterprise_sought", columns: ["districtId", "sought"] },
  ],
);

/** Whether two are the same by name, once the spelling is evened out. */
export const enterprisesNamed = (turn: Turn, name: string): Promise<Enterprise[]> =>
  findRows(turn.tx, EnterpriseTable, { districtId: turn.district, lookup: lookupOf(name) });

export const enterpriseById = (turn: Turn, enterpriseId: string): Promise<Enterprise | null> =>
  findRow(turn.tx, EnterpriseTable, { districtId: turn.district, id: enterpriseId });

export const enterpriseByUsci = (turn: Turn, usci: string): Promise<Enterprise | null> =>
  findRow(turn.tx, EnterpriseTable, { districtId: turn.district, usci: codeTyped(usci) });

/** Those that hold the words: the name itself, names and codes that begin with them, then the rest, short names first. */
const FOUND = `SELECT e.id AS id FROM enterprise e WHERE e.district_id = :district AND e.sought LIKE :holds
  ORDER BY CASE WHEN e.sought LIKE :named THEN 0 WHEN e.sought LIKE :begins THEN 1
    WHEN e.sought LIKE :coded THEN 2 ELSE 3 END, LENGTH(e.sought), e.sought, e.id LIMIT :most`;

const Found = z.object({ id: z.string() });

/** Enterprises by part of a name, an alias or a code, the likeliest first; signs left out between are forgiven last. */
export async function findEnterprises(turn: Turn, typed: string, most: number): Promise<Enterprise[]> {
  const words = lookupOf(typed);
  if (words === "") return [];
  const { tx, district } = turn;
  const named = { district, most, named: `${words}|%`, begins: `${words}%`, coded: `%|${words}%` };
  const holding = await ask(tx, FOUND, { ...named, holds: `%${words}%` }, Found);
  const loose = [...words].join("%");
  const rows = holding.length > 0 ? holding : await ask(tx, FOUND, { ...named, holds: `%${loose}%` }, Found);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const found = await findRows(tx, EnterpriseTable, { districtId: district, id: ids });
  return ids.flatMap((wanted) => found.find((each) => each.id === wanted) ?? []);
}

const soughtOf = ({ name, aliases, usci }: NewEnterprise): string =>
  [...[name, ...aliases, usci ?? ""].map(lookupOf).join("|")].slice(0, SOUGHT).join("");

/** The code as it is kept; a wrong one is refused on entry (RULES §16), as is one that another has. */
export async function mustBeFree(turn: Turn, typed: string): Promise<string | null> {
  const usci = codeTyped(typed);
  if (usci === "") return null;
  if (!isUsci(usci)) throw new Refusal("统一社会信用代码不对，请核对18位");
  const holder = await enterpriseByUsci(turn, usci);
  if (holder) throw new Refusal(`这个代码已登记为“${holder.name}”，请点“换一家”选它`);
  return usci;
}

/** Enters one, with a line of history. */
export async function addEnterprise(turn: Turn, by: string, given: NewEnterprise): Promise<Enterprise> {
  const { district: districtId, now } = turn;
  const enterprise: Enterprise = { ...given, id: newRowId(now) };
  const more = { lookup: lookupOf(given.name), sought: soughtOf(given), enteredAt: now, enteredBy: by };
  await insertRows(turn.tx, EnterpriseTable, [{ ...enterprise, districtId, ...more }]);
  record(turn, {
    subject: `enterprise:${enterprise.id}`,
    by,
    act: "enterprise.add",
    words: "登记企业",
    details: given,
  });
  return enterprise;
}
