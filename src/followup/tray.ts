import { z } from "zod";
import { trayCard, type Reason, type TrayItem } from "../../cards/tray.ts";
import { pageForm, pageIn } from "../../cards/pager.ts";
import { Refusal } from "../errors.ts";
import { unitName } from "../campaign/definition.ts";
import { isOffice, ownUnits } from "../campaign/people.ts";
import { dayInWords, timeOf } from "../dates.ts";
import type { Answer, CardReply, Draw, Person, Turn } from "../turn.ts";
import type { Owed } from "./items.ts";
import { waitingFor } from "./waiting.ts";

/** Why a tray rang: on which morning, and which steps were due. */
export const Rung = z.object({
  on: z.string(),
  items: z.array(z.object({ subject: z.string(), kind: z.string(), left: z.number() })),
});
export type Rung = z.infer<typeof Rung>;

/** 我的待办, as it is now; on the morning it rang it says why. */
export const drawTray: Draw = async (turn, _id, { person, form, frozen }) => {
  if (!person) return null;
  const { mine, others } = await waitingFor(turn, person);
  const { now, today, campaign } = turn;
  const news = newsOf(turn, mine, frozen);
  const subjects = new Set(news.map(({ subject }) => subject));
  const card = trayCard({
    reader: person.name,
    now: `${dayInWords(today, today)}${timeOf(now, campaign.district.timezone)}`,
    items: mine.map(({ row, subject }) => ({ ...shorter(turn, person, row), isNews: subjects.has(subject) })),
    others,
    reasons: reasonsOf(news),
    page: pageIn(form) ?? 1,
  });
  return { card, count: mine.length };
};

/** Whoever speaks for one unit alone is not told its name in each line. */
function shorter({ campaign }: Turn, person: Person, row: TrayItem): TrayItem {
  const [own, ...others] = ownUnits(person);
  if (own === undefined || others.length > 0 || isOffice(person)) return row;
  const prefix = `${unitName(campaign, own)} · `;
  return { ...row, lines: row.lines.map((line) => line.replace(prefix, "")) };
}

/** What rang today and still waits for its reader. */
function newsOf({ today }: Turn, mine: readonly Owed[], frozen: object | null): Rung["items"] {
  const rung = frozen ? Rung.parse(frozen) : null;
  if (rung?.on !== today) return [];
  return rung.items.filter(({ subject }) => mine.some((each) => each.subject === subject));
}

const wordsOf = ({ kind, left }: Rung["items"][number]): string => {
  if (kind === "news") return "昨天新到";
  if (kind === "overdue") return "逾期";
  return left === 0 ? "今天到期" : `还剩${left}个工作日`;
};

/** The most urgent reason first. */
function reasonsOf(news: Rung["items"]): Reason[] {
  const counts = new Map<string, number>();
  for (const item of news.toSorted((one, other) => one.left - other.left))
    counts.set(wordsOf(item), (counts.get(wordsOf(item)) ?? 0) + 1);
  return [...counts].map(([words, count]) => ({ words, count }));
}

/** Turns this reader's copy, a tray or another card of rows, to another page. */
export function turnPage(_turn: Turn, { id }: CardReply): Promise<Answer> {
  const form = pageForm(id);
  if (pageIn(form) === null) throw new Refusal("没有这一页，发“帮助”可重新打开");
  return Promise.resolve({ toast: "", form });
}
