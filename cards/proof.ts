import { instantInWords } from "../src/dates.ts";
import { fold } from "./blocks.ts";
import { button } from "./buttons.ts";
import { band, card, heading, small, type Card, type Element } from "./elements.ts";
import { cut } from "./text.ts";

/** One push: to whom, why, when it left, when it was read; `why` it has not arrived. */
export type Told = { who: string; what: string; sentAt: Date | null; readAt: Date | null; why: string };

/** One act, with its place in the chain. */
export type Done = {
  at: Date;
  by: string;
  act: string;
  words: string;
  position: number | null;
  hash: string | null;
};

export type ProofView = {
  /** `task-<id>` */
  id: string;
  title: string;
  code: string;
  unit: string;
  zone: string;
  /** When it was asked for: a proof shows that moment, and is asked for anew. */
  at: Date;
  told: readonly Told[];
  /** Oldest first. */
  done: readonly Done[];
  root: string;
};

const SHOWN = 6;
const MOST = 30;
const WIDE = "\u3000";

/** 告知 → 已读 → 签收 → 办理, of one task or hazard, on one page (PLAN-FACTS S33). */
export function proofCard(view: ProofView): Card {
  const { id, title, code, unit, told, done, root } = view;
  const head = { title: "办理留痕", subtitle: `${code} · ${unit}`, colour: "blue" as const };
  const read = told.filter(({ readAt }) => readAt !== null).length;
  return card("办理留痕", head, [
    band(title, `推送${told.length}次，已读${read}次，办理${done.length}步`),
    heading("告知与已读"),
    ...lines(told.map((each) => toldInWords(each, view.zone)).toReversed(), "还没有推送。"),
    heading("签收"),
    ...lines(
      done.filter(isSigning).map((each) => doneInWords(each, view.zone)),
      "还没有签收。",
    ),
    heading("办理"),
    ...lines(
      done
        .filter((each) => !isSigning(each))
        .map((each) => doneInWords(each, view.zone))
        .toReversed(),
      "还没有办理。",
    ),
    button({ label: "导出文件", act: "proof.export", id, rev: 0 }, "primary_filled"),
    small(
      `截至${instantInWords(view.at, view.zone)}，新的在上。已读以飞书记录为准，送达7天后不再查。留痕${root}`,
    ),
  ]);
}

export const isSigning = ({ act }: Done): boolean => act.endsWith(".sign");

export const readInWords = ({ sentAt, readAt, why }: Told, zone: string): string => {
  if (!sentAt) return why;
  return readAt ? `${instantInWords(readAt, zone)}已读` : "未见已读";
};

/** When it left, to whom, why, and when it was read: `6月18日 09:05已读`. */
const toldInWords = (told: Told, zone: string): string =>
  [told.sentAt ? instantInWords(told.sentAt, zone) : "", told.who, told.what, readInWords(told, zone)]
    .filter(Boolean)
    .join(WIDE);

const doneInWords = ({ at, by, words }: Done, zone: string): string =>
  cut([instantInWords(at, zone), by, words].join(WIDE), 80);

function lines(all: readonly string[], none: string): Element[] {
  if (all.length === 0) return [small(none)];
  const rest = all.slice(SHOWN, MOST);
  const left = all.length - MOST;
  return [
    small(all.slice(0, SHOWN).join("\n")),
    ...(rest.length > 0
      ? [
          fold(`更早的${all.length - SHOWN}条`, [
            small([...rest, ...(left > 0 ? [`还有${left}条，见导出的文件`] : [])].join("\n")),
          ]),
        ]
      : []),
  ];
}
