import { defineTable, key, whole } from "../db/define.ts";
import type { Turn } from "../turn.ts";

type CounterRow = { districtId: string; kind: string; year: number; last: number };

/** How far each district has counted its tasks and hazards this year. */
export const CounterTable = defineTable<CounterRow>("counter", {
  districtId: { ...key(), primary: true, name: "district_id" },
  kind: { ...key(16), primary: true },
  year: { ...whole(), primary: true },
  last: whole(),
});

/** The kinds of things that people call by a number. */
export type Numbered = "task" | "hazard";

const NAMES = { task: "任务", hazard: "隐患" } as const;

/** Counts on within the district and year of the turn; a number is never given twice (RULES §4). */
export async function nextNumber(
  turn: Turn,
  kind: Numbered | "bulletin",
): Promise<{ year: number; number: number }> {
  const year = Number(turn.today.slice(0, 4));
  const where = { districtId: turn.district, kind, year };
  const counters = turn.tx.getRepository(CounterTable);
  const counted = await counters
    .createQueryBuilder()
    .update()
    .set({ last: () => "last + 1" })
    .where(where)
    .execute();
  if (!counted.affected) {
    await counters.insert({ ...where, last: 1 });
    return { year, number: 1 };
  }
  const { last } = await counters.findOneByOrFail(where);
  return { year, number: last };
}

/** `2021-0012`, `〔2021〕0012号`, `隐患 12`, `12 留痕`: a number and nothing else, so that words may hold numbers too. */
const NUMBER = /^(?:隐患|任务)?[\s,:〔[(]*(?:(\d{4})[\s〕\])年-]+)?第?(\d{1,6})号?\s*(?:留痕)?$/;

/** The number that somebody typed, in full-width digits as well; without a year, the newest of that number is meant. */
export function numberIn(typed: string): { year: number | null; number: number } | null {
  const [, year, number] = NUMBER.exec(typed.normalize("NFKC").trim()) ?? [];
  return number ? { year: year ? Number(year) : null, number: Number(number) } : null;
}

/** `隐患〔2021〕0012号` */
export const code = (kind: Numbered, year: number, number: number): string =>
  `${NAMES[kind]}〔${year}〕${String(number).padStart(4, "0")}号`;

/** `隐患0012`, for lists. */
export const shortCode = (kind: Numbered, number: number): string =>
  `${NAMES[kind]}${String(number).padStart(4, "0")}`;
