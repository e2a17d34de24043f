import { z } from "zod";
import { digestCard } from "../../cards/digest.ts";
import { MOST } from "../../cards/list.ts";
import { dayInWords, shortDay, timeOf } from "../dates.ts";
import type { Draw, Turn } from "../turn.ts";
import { tick } from "./figures.ts";
import { AS_NOW, listOnCard, type FindBehind } from "./behind.ts";
import { rowsFor, subjectsBehind } from "./rows.ts";
import { KeptLists } from "./slice-lists.ts";
import { digestOf, digestsBefore, lastSentBefore, type Digest } from "./store.ts";

const TREND_DAYS = 10;
const Frozen = z.object({ late: z.boolean(), root: z.string().nullable().default(null) });
const FrozenList = z.union([
  KeptLists,
  z.object({ on: z.string(), list: z.string() }),
  // As lists were kept before they were asked of the history: the copies of that time are still looked at.
  z.object({ title: z.string(), subjects: z.array(z.string()) }),
]);

/** 比昨天, or 比上期 after a day without one. */
const since = (turn: Turn, on: string, last: string | undefined): string =>
  last !== undefined && turn.calendar.workdaysBetween(last, on) === 1 && shortGap(last, on)
    ? "比昨天"
    : "比上期";

const shortGap = (one: string, other: string) => Date.parse(other) - Date.parse(one) <= 24 * 60 * 60_000;

/** The days since the last digest that went out: what changed on them is in this one. */
const merged = (skipped: readonly Digest[]): string[] =>
  skipped.length > 0
    ? [
        `${skipped
          .toReversed()
          .map(({ on }) => shortDay(on))
          .join("、")}日报未能按时发出，变化并入本期。`,
      ]
    : [];

/** A digest as it was frozen, whenever it is looked at. */
export const drawDigest: Draw = async (turn, on, { frozen }) => {
  const digest = await digestOf(turn, on);
  if (!digest) return null;
  const earlier = await digestsBefore(turn, on, TREND_DAYS);
  const at = earlier.findIndex(({ skipped }) => !skipped);
  const last = earlier[at] ?? (await lastSentBefore(turn, on)) ?? undefined;
  const { figures } = digest;
  const skipped = earlier.slice(0, at === -1 ? earlier.length : at);
  const { late: wasLate, root } = Frozen.parse(frozen ?? figures.foot ?? { late: false });
  const late = [...(wasLate ? ["本期迟发。"] : []), ...merged(skipped)].join("");
  const trend = [...earlier.toReversed(), digest].map((each) => ({
    day: tick(each.on),
    registered: each.figures.registeredInAll,
    closed: each.figures.closedInAll,
  }));
  const view = {
    ...figures,
    id: on,
    date: dayInWords(on, on),
    shortDate: shortDay(on),
    campaign: turn.campaign.short,
    calm: !figures.isLast && last !== undefined && last.figures.state === figures.state,
    open: { count: figures.open, change: last ? figures.open - last.figures.open : null },
    red: { count: figures.red, change: last ? figures.red - last.figures.red : null },
    since: since(turn, on, last?.on),
    trend,
    cutoff: timeOf(digest.madeAt, turn.campaign.district.timezone),
    late: late || null,
    root,
  };
  return { card: digestCard(view) };
};

/** What is behind a figure of a digest, as it stood at the cut-off. */
export const digestListBehind: FindBehind = async (turn, frozen, { most }) => {
  const asked = FrozenList.parse(frozen);
  const empty = "没有符合的条目。";
  if ("subjects" in asked) {
    const rows = await rowsFor(turn, asked.subjects);
    return { title: asked.title, source: "日报清单", count: rows.length, unit: "条", rows, empty };
  }
  if ("cutOff" in asked) {
    const [list] = asked.lists;
    if (!list) return null;
    const { name: title, count, unit } = list;
    const rows = await rowsFor(turn, await subjectsBehind(turn, asked, list, most));
    return { title, source: asked.source, count, unit, rows, empty, foot: AS_NOW };
  }
  const digest = await digestOf(turn, asked.on);
  const list = digest?.figures.lists.find(({ key }) => key === asked.list);
  if (!digest || !list) return null;
  const rows = await rowsFor(turn, await subjectsBehind(turn, digest.figures, list, most));
  const { name: title, count, unit } = list;
  const cutoff = timeOf(digest.madeAt, turn.campaign.district.timezone);
  const source = `${shortDay(asked.on)}日报清单，截至${cutoff}`;
  return { title, source, count, unit, rows, empty, foot: AS_NOW };
};

/** The list on a card, sent to the asker, as far as a card goes. */
export const drawDigestList: Draw = async (turn, id, { frozen, person }) => {
  const list = await digestListBehind(turn, frozen, { person, most: MOST });
  return list && listOnCard(list, id);
};
