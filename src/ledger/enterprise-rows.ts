import type { Campaign } from "../campaign/definition.ts";
import { codeTyped, isUsci, lookupOf, type NewEnterprise } from "../enterprises/enterprise.ts";
import { enterpriseByUsci, enterprisesNamed } from "../enterprises/store.ts";
import type { ReadBook } from "../files/cells.ts";
import type { Turn } from "../turn.ts";
import { tidied, trimmed, valueOf } from "./cell-words.ts";

type Field = "name" | "usci" | "town" | "sector" | "address" | "chemicals" | "aliases";

const HEADS: Record<string, Field> = {
  企业名称: "name",
  单位名称: "name",
  统一社会信用代码: "usci",
  信用代码: "usci",
  属地: "town",
  所属镇街: "town",
  行业领域: "sector",
  地址: "address",
  涉及危化品: "chemicals",
  别名: "aliases",
};

export type EnterpriseEntry = { row: number; given: { [Key in Field]?: string } };

/** The rows of a sheet of enterprises; `null` when there is none in the workbook. */
export function enterprisesIn({ sheets }: ReadBook): EnterpriseEntry[] | null {
  for (const { rows } of sheets)
    for (const [at, { cells }] of rows.slice(0, 15).entries()) {
      const heads = [...cells].flatMap(([column, { words }]): [number, Field][] => {
        const field = HEADS[tidied(words).replaceAll(/[\s*]/g, "")];
        return field ? [[column, field]] : [];
      });
      if (heads.length < 2 || !heads.some(([, field]) => field === "name")) continue;
      return rows.slice(at + 1).map((line) => ({
        row: line.row,
        given: Object.fromEntries(
          heads.map(([column, field]) => [field, trimmed(line.cells.get(column)?.words ?? "")]),
        ),
      }));
    }
  return null;
}

/** One that is new, one that is here already, or why it cannot be entered. */
export async function enterpriseOn(
  turn: Turn,
  { given }: EnterpriseEntry,
): Promise<{ fresh: NewEnterprise; warning: string | null } | { here: true } | { why: string }> {
  const { name = "", usci: typed = "", address = "", chemicals = "", aliases = "" } = given;
  if (lookupOf(name) === "") return { why: "企业名称不能空着" };
  if ([...name].length > 120) return { why: "企业名称最多120字" };
  const code = codeTyped(typed);
  const usci = isUsci(code) ? code : null;
  if (usci && (await enterpriseByUsci(turn, usci))) return { here: true };
  const named = await enterprisesNamed(turn, name);
  if (named.some((each) => !usci || !each.usci)) return { here: true };
  const town = keyOf("town", given.town, turn.campaign);
  const sector = keyOf("sector", given.sector, turn.campaign);
  if (town === undefined) return { why: "属地不是本区的镇街" };
  if (sector === undefined) return { why: "行业领域不在方案里" };
  const others = aliases.split(/[、，,；;]+/).filter(Boolean);
  const fresh = { name, aliases: others, usci, town, sector, address: address.slice(0, 200), chemicals };
  return { fresh, warning: code !== "" && !usci ? "统一社会信用代码不对，没有写入" : null };
}

/** `undefined` for words that name none. */
function keyOf(
  column: "town" | "sector",
  words: string | undefined,
  campaign: Campaign,
): string | null | undefined {
  if (!words) return null;
  const read = valueOf(column, words, campaign);
  return "value" in read ? read.value : undefined;
}
