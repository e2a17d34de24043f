import { MOST } from "../../cards/list.ts";
import { packCard } from "../../cards/pack.ts";
import { z } from "zod";
import type { Duty } from "../campaign/definition.ts";
import { isOffice } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { findRow } from "../db/statements.ts";
import { post } from "../jobs/outbox.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import { addPaper } from "../tasks/paper-store.ts";
import type { Answer, CardReply, Draw, Person, Turn } from "../turn.ts";
import { listOnCard, type FindBehind } from "./behind.ts";
import { packOf } from "./pack.ts";
import { isMissing, PACK_WORDS, PackContent } from "./pack-content.ts";

const OWN = { own: true, priority: 0 } as const;

/** The pack is the office's. */
export function mustMerge(by: Person): void {
  if (!isOffice(by)) throw new Refusal("汇总由联席会议办公室看，您可以发“我的任务”看本单位的报告");
}

const dutyOf = (turn: Turn, key: string): Duty => {
  const duty = turn.campaign.duties.find((each) => each.key === key && each.report !== null);
  if (!duty) throw new Refusal("方案里没有这项报告，发“汇总”可重新打开");
  return duty;
};

/** 要汇总文件: all reports as one document, frozen as of now. */
export async function sendPackFile(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  mustMerge(by);
  const content = await packOf(turn, dutyOf(turn, id));
  const name = `各单位${content.title}汇总-${content.on}`;
  await addPaper(turn, { kind: "pack", subject: `pack:${id}`, number: 0, content, by: by.id, name });
  return { toast: "正在汇总，文件马上发在最下面" };
}

/** Sends what each unit gave for one sum on this card, to whoever asked: as many as the sum says. */
export async function sendPackList(
  turn: Turn,
  { by, id, form, copyId }: CardReply<{ option: string }>,
): Promise<Answer> {
  mustMerge(by);
  const copy = await findRow(turn.tx, OutboxTable, { districtId: turn.district, id: copyId });
  const pack = PackContent.parse(copy?.frozen);
  const sum = pack.sums.find(({ key }) => key === form.option);
  if (!sum) throw new Refusal("没有找到这份清单，发“汇总”可重新打开");
  const key = `${copyId}:${turn.now.getTime()}`;
  const frozen = { title: sum.label, at: pack.at, rows: rowsOf(pack, sum) };
  await post(turn, { person: by.id }, `plist:${id}-${sum.key}`, { key, ...OWN, frozen });
  return { toast: `“${sum.label}”清单已私发给您`, tone: "info" };
}

const rowsOf = ({ units }: PackContent, { key, unit: measure }: PackContent["sums"][number]) =>
  units.flatMap(({ name, taskId, figures, at, kept }) => {
    const value = figures[key];
    if (value === undefined) return [];
    const beside = kept[key] === undefined ? "" : `（台账${kept[key]}${measure}）`;
    return [{ id: taskId, title: name, line: `${value}${measure}${beside} · ${at}报送` }];
  });

const Frozen = z.object({
  title: z.string(),
  at: z.string(),
  rows: z.array(z.object({ id: z.string(), title: z.string(), line: z.string() })),
});

/** What is behind a sum, as it was when it was asked for. */
export const packListBehind: FindBehind = (_turn, frozen) => {
  const { title, at, rows } = Frozen.parse(frozen);
  return Promise.resolve({
    title,
    source: `汇总清单，截至${at}`,
    count: rows.length,
    unit: "家",
    rows: rows.map(({ id, title: name, line }) => ({
      title: name,
      lines: [line],
      act: "open.task" as const,
      id,
      rev: 0,
      tag: null,
    })),
    head: ["单位", "所报", "报送时间"],
    empty: "还没有单位报这个数。",
  });
};

/** The list on a card, as far as a card goes. */
export const drawPackList: Draw = async (turn, id, { frozen, person }) => {
  const list = await packListBehind(turn, frozen, { person, most: MOST });
  return list && listOnCard(list, id);
};

/** Who handed in when, as it was when it was asked for. */
export const drawPack: Draw = (_turn, id, { person, frozen }) => {
  if (!person || !isOffice(person)) return Promise.resolve(null);
  const { units, sums, at, title } = PackContent.parse(frozen);
  const count = (...states: string[]) => units.filter(({ state }) => states.includes(state)).length;
  return Promise.resolve({
    card: packCard({
      id,
      title,
      at,
      counts: {
        owed: units.length,
        handed: count("onTime", "late"),
        late: count("late"),
        missing: units.filter(isMissing).length,
      },
      missing: units.filter(isMissing).map(({ short }) => short),
      units: units.map(({ short, state, at: when }) => ({ name: short, state: PACK_WORDS[state], at: when })),
      sums: sums.map(({ key, label, unit, sum, count: given }) => ({
        key,
        words: `${label}合计${sum}${unit}（${given}家）`,
      })),
    }),
  });
};
