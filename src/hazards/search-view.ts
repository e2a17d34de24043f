import { z } from "zod";
import { searchCard, type FilterView } from "../../cards/search.ts";
import { instantInWords } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Draw, Person, Turn } from "../turn.ts";
import { ALL, codeOf, filtersIn, GROUP_WORDS, narrowed, type Filters } from "./filters.ts";
import { hazardRow } from "./rows.ts";
import { A_PAGE, hasUnit, searchHazards } from "./search.ts";

/** What a search was asked for; what it is narrowed to since, its copy remembers. */
const Asked = z.object({ words: z.string().default(""), code: z.string().default("") });
const WORDS = 60;
const INTENT = 70;

/** Sends the hazards that hold some words, or are somebody's own, to whoever asks. */
export async function sendSearch(
  turn: Turn,
  by: Person,
  words: string,
  scope: Filters["scope"] = "all",
): Promise<void> {
  const frozen = { words: [...words.trim()].slice(0, WORDS).join(""), code: codeOf({ ...ALL, scope }) };
  const key = `asked:${turn.source}`.slice(0, INTENT);
  await post(turn, { person: by.id }, "search:hazards", { key, own: true, priority: 0, frozen });
}

const TITLES: Record<Filters["scope"], string> = { all: "隐患", mine: "我的隐患", unit: "本单位隐患" };

const options = (of: Record<string, string>) => Object.entries(of).map(([value, text]) => ({ value, text }));

/** The selects above a list. Whoever speaks for no unit is not asked for it. */
function filterViews({ campaign }: Turn, person: Person, filters: Filters): FilterView[] {
  const scopes = { all: "全部", mine: "我的", ...(hasUnit(person) ? { unit: "本单位" } : {}) };
  const states = { any: "不限状态", ...GROUP_WORDS };
  const points = campaign.focus_points.map(({ number, short }) => ({
    value: String(number),
    text: `${number} ${short}`,
  }));
  return [
    { name: "scope", options: options(scopes), chosen: filters.scope },
    { name: "state", options: options(states), chosen: filters.state },
    {
      name: "light",
      options: options({ any: "不限灯号", red: "红灯", yellow: "黄灯", green: "绿灯" }),
      chosen: filters.light,
    },
    {
      name: "grade",
      options: options({ any: "不限级别", major: "重大（含疑似）" }),
      chosen: filters.grade,
    },
    {
      name: "focus",
      options: [{ value: "0", text: "全部重点内容" }, ...points],
      chosen: points.some(({ value }) => value === String(filters.focus)) ? String(filters.focus) : "0",
    },
  ];
}

/** A search as it stands now, for its asker alone. */
export const drawSearch: Draw = async (turn, _id, { person, form, frozen }) => {
  if (!person) return null;
  const { words, code } = Asked.parse(frozen ?? {});
  const filters = filtersIn(form ?? "") ?? filtersIn(code) ?? ALL;
  const { hazards, count, hasMore } = await searchHazards(turn, person, { words, filters });
  const pages = Math.max(1, Math.ceil(count / A_PAGE));
  const page = Math.min(filters.page, pages);
  const at = (to: number) => codeOf({ ...filters, page: to });
  const card = searchCard({
    title: TITLES[filters.scope],
    subtitle: words ? `“${words}”` : "新的在前",
    filters: filterViews(turn, person, filters),
    rows: hazards.map((hazard) => hazardRow(turn, hazard)),
    count,
    hasMore,
    page,
    pages,
    codes: { now: at(page), back: at(page - 1), on: at(page + 1) },
    asOf: instantInWords(turn.now, turn.campaign.district.timezone),
    foot: hasMore ? "没有列全，请加条件，或多写几个字。" : "点一行打开。换词请再发，例：隐患 甲中学 混放",
  });
  return { card };
};

/** Another page of the same. */
export function turnSearch(_turn: Turn, { id }: CardReply): Promise<Answer> {
  if (!filtersIn(id)) throw new Refusal("没有这一页，发“隐患”可重新打开");
  return Promise.resolve({ toast: "", form: id });
}

/** One condition more, or one less. */
export function filterSearch(_turn: Turn, { id, form }: CardReply<{ option: string }>): Promise<Answer> {
  const filters = filtersIn(id);
  if (!filters) throw new Refusal("这张清单打不开了，发“隐患”可重新打开");
  return Promise.resolve({ toast: "", form: codeOf(narrowed(filters, form.option)) });
}
