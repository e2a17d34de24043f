import type { Card } from "../../cards/elements.ts";
import { packCard, type PackView } from "../../cards/pack.ts";

type Typed = (words: string) => string;
const STATES = ["按时", "迟报", "未报"] as const;

/** The pack of the first report, with so many units. */
export function packCards(typed: Typed): Record<string, Card> {
  const pack = (owed: number): PackView => {
    const units = Array.from({ length: owed }, (_, at) => ({
      name: typed(`第${at + 1}单位`),
      state: STATES[at % 3]!,
      at: at % 3 === 2 ? "" : "6月23日 10:00",
    }));
    const missing = units.filter(({ state }) => state === "未报").map(({ name }) => name);
    const late = units.filter(({ state }) => state === "迟报").length;
    return {
      id: "OB3",
      title: typed("工作进展情况"),
      at: "6月28日 10:00",
      counts: { owed, handed: owed - missing.length, late, missing: missing.length },
      missing,
      units,
      sums: [
        { key: "checked", words: typed(`已排查合计60家（${owed - missing.length}家）`) },
        { key: "found", words: typed(`发现隐患合计7条（${owed - missing.length}家）`) },
      ],
    };
  };
  return {
    "pack-none": packCard({ ...pack(0), sums: [] }),
    "pack-one": packCard(pack(1)),
    pack: packCard(pack(3)),
    "pack-forty": packCard(pack(40)),
  };
}
