import { choice } from "./buttons.ts";
import type { DigestList, DigestView } from "./digest-view.ts";
import { type Element } from "./elements.ts";

/** The lists behind the table's lines stand below it. */
const OF_UNIT = /^(unit|late):/;

/** A select under figures: each with its name and how many are behind it. */
export const select = (
  id: string,
  label: string,
  lists: readonly DigestList[],
  act: "digest.list" | "slice.list" = "digest.list",
): Element =>
  choice(
    { label, act, id, rev: 0 },
    lists.map(({ key, name, count, unit }) => ({ text: `${name}（${count}${unit}）`, value: key })),
  );

/** Every figure opens the list behind it; the list goes to the asker alone. */
export const listSelect = ({ id, lists }: DigestView): Element =>
  select(
    id,
    "打开清单",
    lists.filter(({ key }) => !OF_UNIT.test(key)),
  );

/** The same for each unit. */
export function unitSelect({ id, lists }: DigestView): Element[] {
  const ofUnits = lists.filter(({ key }) => OF_UNIT.test(key));
  return ofUnits.length > 0 ? [select(id, "打开清单：各单位", ofUnits)] : [];
}
