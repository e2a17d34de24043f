import type { EntityManager } from "typeorm";
import { supersededCard } from "../../cards/stub.ts";
import { peopleByIds } from "../campaign/people.ts";
import type { Door } from "../db/door.ts";
import { drawDigest, drawDigestList } from "../digest/view.ts";
import { drawHazard, drawRegistration } from "../hazards/view.ts";
import { drawEscalation, drawMorning, drawQueue } from "../followup/view.ts";
import { OutboxTable, type OutboxRow } from "../jobs/outbox-table.ts";
import type { Address, DrawRow } from "../jobs/carrier.ts";
import { drawNote, drawTask } from "../tasks/view.ts";
import type { Draw, Drawn, Turn } from "../turn.ts";
import { drawLeave } from "../seats/view.ts";
import { drawCover } from "./cover.ts";
import { drawFiling } from "./filing.ts";
import { drawHelp } from "./help.ts";
import { drawOwnList } from "./lists.ts";
import { drawWords } from "./say.ts";
import { campaignOf, openTurn, type House } from "./routes.ts";

/** Subject → its card as of now. */
const SUBJECTS: Record<string, Draw> = {
  task: drawTask,
  note: drawNote,
  hazard: drawHazard,
  register: drawRegistration,
  queue: drawQueue,
  morning: drawMorning,
  escalation: drawEscalation,
  digest: drawDigest,
  figures: drawDigestList,
  list: drawOwnList,
  leave: drawLeave,
  cover: drawCover,
  filing: drawFiling,
  help: drawHelp,
  say: drawWords,
};

/** Draws the card of one copy, for its own reader. */
export async function drawCopy(turn: Turn, row: OutboxRow): Promise<Drawn | null> {
  if (row.superseded) return { card: supersededCard() };
  const [kind = "", id = ""] = row.subject.split(/:(.*)/s);
  const [person = null] = row.personId ? await peopleByIds(turn, [row.personId]) : [];
  return (await SUBJECTS[kind]?.(turn, id, { person, form: row.openForm, frozen: row.frozen })) ?? null;
}

async function addressOf(turn: Turn, row: OutboxRow): Promise<Address | null> {
  if (row.chatId) return { chatId: row.chatId };
  const [person] = await peopleByIds(turn, [row.personId ?? ""]);
  return person ? { openId: person.openId } : null;
}

/** For the sender: reads a row again and draws what it shows now. */
export const drawRows =
  (house: House, door: Door, now: () => Date): DrawRow =>
  (row) =>
    door(async (tx: EntityManager) => {
      const { districtId, id } = row;
      const fresh = await tx.getRepository(OutboxTable).findOneByOrFail({ districtId, id });
      const turn = openTurn(house, tx, campaignOf(house, fresh.campaign), now());
      const to = await addressOf(turn, fresh);
      const drawn = to && (await drawCopy(turn, fresh));
      return to && drawn ? { ...drawn, to } : null;
    });
