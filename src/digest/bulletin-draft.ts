import { bulletinDays, type BulletinDay } from "../campaign/bulletins.ts";
import { record } from "../campaign/history.ts";
import { holders } from "../campaign/people.ts";
import { instantOf } from "../dates.ts";
import { newRowId } from "../db/ids.ts";
import { post } from "../jobs/outbox.ts";
import type { Job } from "../jobs/schedule.ts";
import type { Turn } from "../turn.ts";
import type { Bulletin } from "./bulletin.ts";
import { countBulletin } from "./bulletin-count.ts";
import type { BulletinFigures } from "./bulletin-figures.ts";
import { clerksOf } from "./clerks.ts";
import {
  addBulletin,
  lastRegular,
  openBulletins,
  saveBulletin,
  subjectOf,
  type BulletinRow,
} from "./bulletin-store.ts";

/** Drafts a bulletin when one is due: counted up to that moment, for the office to add its words to. */
export const draftBulletins: Job = (turn, from, to) =>
  Promise.resolve(
    bulletinDays(turn.campaign, turn.calendar, from, to).map((day) => ({
      kind: "bulletin",
      on: day.on,
      key: "draft",
      at: day.at,
      fire: (opened) => draft(opened, day),
    })),
  );

/** There is one regular draft at a time: counted anew it keeps its words; what waits for the director stays as it is. */
async function draft(turn: Turn, { on, causes }: BulletinDay): Promise<void> {
  const before = (await openBulletins(turn)).find(({ corrects }) => corrects === null);
  if (before?.state === "submitted") return remindDirector(turn, before, on);
  const figures = await countBulletin(turn, await sinceLast(turn));
  const kept = before
    ? await saveBulletin(turn, before, {
        ...before,
        causes: [...new Set([...before.causes, ...causes])],
        figures,
      })
    : await begin(turn, { causes, figures });
  record(turn, { subject: subjectOf(kept), by: null, act: "bulletin.draft", words: draftedInWords(figures) });
  await tellOffice(turn, kept, on);
}

const draftedInWords = ({ fromOn, untilOn, cutOff }: BulletinFigures): string =>
  `起草通报，统计期${fromOn}至${untilOn}，截至第${cutOff.position}条留痕`;

/** A period begins where that of the last regular bulletin ended; the first one with the campaign. */
async function sinceLast(turn: Turn): Promise<{ from: Date; position: number; last: BulletinRow | null }> {
  const last = await lastRegular(turn);
  const { phases, district } = turn.campaign;
  if (last) return { from: new Date(last.figures.until), position: last.figures.cutOff.position, last };
  return { from: instantOf(phases[0]!.opens, "00:00", district.timezone), position: 0, last };
}

const NOTHING_SAID = { situation: "", practice: "", demands: "", correction: "" };

/** A new draft; of a correction, with what it corrects. */
export async function begin(
  turn: Turn,
  more: Pick<Bulletin, "causes" | "figures"> & Partial<Bulletin>,
): Promise<Bulletin> {
  const bulletin: Bulletin = {
    ...NOTHING_SAID,
    id: newRowId(turn.now),
    campaign: turn.campaign.key,
    state: "draft",
    corrects: null,
    year: null,
    number: null,
    submittedBy: null,
    submittedAt: null,
    returnReason: "",
    approvedBy: null,
    approvedAt: null,
    isAlone: false,
    madeAt: turn.now,
    version: 1,
    ...more,
  };
  await addBulletin(turn, bulletin);
  return bulletin;
}

async function tellOffice(turn: Turn, bulletin: Bulletin, on: string): Promise<void> {
  for (const { id } of await clerksOf(turn))
    await post(turn, { person: id }, subjectOf(bulletin), { key: `draft:${on}` });
}

/** The one before still waits: no second one is drafted, and the director hears of it again. */
async function remindDirector(turn: Turn, waiting: BulletinRow, on: string): Promise<void> {
  for (const { id } of await holders(turn, "office", ["office_director"]))
    await post(turn, { person: id }, subjectOf(waiting), { key: `waiting:${on}` });
}
