import type { EntityManager } from "typeorm";
import { PersonTable } from "../campaign/people.ts";
import { awaitReading } from "../campaign/readings.ts";
import type { Clock } from "../clock.ts";
import type { Door } from "../db/door.ts";
import { changeRows, findRows } from "../db/statements.ts";
import { isThere } from "../jobs/show.ts";
import type { SenderParts, Sent } from "../jobs/carrier.ts";
import { hasRoom, morningAfter } from "../jobs/budget.ts";
import { post } from "../jobs/outbox.ts";
import { OutboxTable, type OutboxRow } from "../jobs/outbox-table.ts";
import { mayRingAt } from "../jobs/quiet.ts";
import type { Turn } from "../turn.ts";
import { campaignOf, openTurn, type House } from "./routes.ts";
import { drawRows } from "./subjects.ts";

/** What the sender asks about a copy: its card, its reader's chat, a fresh one in its place. */
export function copiesFor(
  house: House,
  door: Door,
  clock: Clock,
  filesDir: string,
): Pick<SenderParts, "draw" | "renew" | "learn" | "chatOf"> {
  return {
    draw: drawRows(house, door, clock.now, filesDir),
    renew: (row) =>
      door(async (tx) => {
        const turn = openTurn(house, tx, campaignOf(house, row.campaign), clock.now());
        if (await hasSuccessor(tx, row)) return null;
        const full = row.personId ? await waitForRoom(turn, row.personId) : null;
        if (full) return full;
        const to = row.personId ? { person: row.personId } : { chat: row.chatId ?? "" };
        const kept = row.frozen ? { frozen: row.frozen } : {};
        const at = await post(turn, to, row.subject, { key: `renewed:${row.id}`, priority: 3, ...kept });
        return at > turn.now ? null : turn.now;
      }),
    learn: async (tx: EntityManager, row: OutboxRow, { messageId, chatId }: Sent, at: Date) => {
      const { districtId, personId } = row;
      const here = { districtId, id: personId ?? "", chatId: null };
      if (chatId) await changeRows(tx, PersonTable, here, { chatId });
      await awaitReading(tx, row, messageId, at);
    },
    chatOf: async (tx: EntityManager, { districtId, personId }: OutboxRow) => {
      const person = await tx.getRepository(PersonTable).findOneBy({ districtId, id: personId ?? "" });
      return person?.chatId ?? null;
    },
  };
}

/** A newer card of its place has not left yet: it takes this one's place when it does. */
async function hasSuccessor(
  tx: EntityManager,
  { id, districtId, campaign, subject, personId, chatId }: OutboxRow,
) {
  const place = { districtId, campaign, subject, personId, chatId, superseded: false };
  return (await findRows(tx, OutboxTable, place)).some((each) => each.id > id && !isThere(each));
}

/** An ageing card is no news: a reader whose day is full gets the fresh one on another morning. */
async function waitForRoom(turn: Turn, person: string): Promise<Date | null> {
  const ringsAt = mayRingAt(turn.now, turn.campaign, turn.calendar);
  return (await hasRoom(turn, person, ringsAt)) ? null : morningAfter(turn, ringsAt);
}
