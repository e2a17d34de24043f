import { figures } from "./blocks.ts";
import { choice } from "./buttons.ts";
import { onTimeInWords, type BulletinUnitLine } from "./bulletin-view.ts";
import { card, lightTag, plain, small, type Card } from "./elements.ts";

/** What of one unit stands in a bulletin, and which lists are behind it. */
export type BulletinUnitView = {
  id: string;
  code: string;
  cutoff: string;
  unit: BulletinUnitLine;
  lists: readonly { key: string; name: string; count: number }[];
};

/** One unit's line of a bulletin; each figure opens its list. */
export function bulletinUnitCard({ id, code, cutoff, unit, lists }: BulletinUnitView): Card {
  const { name, light, found, closed, open, overdue, onTime } = unit;
  const head = {
    title: "通报中的单位情况",
    subtitle: `${code} · ${name}`,
    colour: "blue" as const,
    tags: [lightTag(light)],
  };
  return card("通报中的单位情况", head, [
    figures([
      { value: found, label: "发现", note: "本期" },
      { value: closed, label: "销号", note: "本期" },
      { value: open, label: "未销号", note: "现有" },
      { value: overdue, label: "逾期", note: "未改", alarm: overdue > 0 },
    ]),
    ...(onTime.whole > 0 ? [plain(onTimeInWords(onTime))] : []),
    choice(
      { label: "打开清单", act: "bulletin.list", id, rev: 0 },
      lists.map(({ key, name: list, count }) => ({ text: `${list}（${count}条）`, value: key })),
    ),
    small(`数据截至${cutoff}。`),
  ]);
}
