import type { EntityManager } from "typeorm";
import { holders } from "../campaign/people.ts";
import { newRowId } from "../db/ids.ts";
import { changeBy, findBy, findRow } from "../db/statements.ts";
import { InboxTable, settle, type InboxRow } from "../jobs/inbox.ts";
import { LEASE_MS } from "../jobs/leases.ts";
import { post } from "../jobs/outbox.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief } from "../log.ts";
import type { Turn } from "../turn.ts";
import type { Bot } from "./bot.ts";
import { Arrived } from "./arrivals.ts";
import { handleEvent } from "./happenings.ts";
import { RefusedMessage } from "./messages.ts";
import { campaignOfSender, cardByMessage, campaignOf, districtsOf, openTurn } from "./routes.ts";
import { say } from "./say.ts";

const BATCH = 50;
const MOST_TRIES = 5;

/** One pass over stored events: each sender's in order, each in a turn that also marks it done. */
export function openWorker(bot: Bot): () => Promise<number> {
  return async () => {
    let worked = 0;
    for (const district of districtsOf(bot)) {
      const due = await bot.door((tx) => dueEvents(tx, district, bot.clock.now()));
      const senders = new Set<string>();
      for (const row of due) {
        if (senders.has(row.sender)) continue;
        senders.add(row.sender);
        if (row.visibleAt <= bot.clock.now().getTime() && (await workOff(bot, row))) worked += 1;
      }
    }
    return worked;
  };
}

/** The oldest waiting events, also those that are held or resting: what is behind them waits. */
const dueEvents = (tx: EntityManager, districtId: string, now: Date): Promise<InboxRow[]> =>
  findBy(
    tx,
    InboxTable,
    `district_id = ? AND state = 'waiting' AND kind = 'event' AND visible_at <= ? ORDER BY id LIMIT ${BATCH}`,
    [districtId, now.getTime() + LEASE_MS * 2],
  );

async function workOff(bot: Bot, row: InboxRow): Promise<boolean> {
  const { door, clock, log } = bot;
  const { districtId, id } = row;
  const token = newRowId(clock.now());
  const attempts = row.attempts + 1;
  const now = clock.now().getTime();
  const claimed = await door((tx) =>
    changeBy(
      tx,
      `UPDATE inbox SET visible_at = ?, token = ?, attempts = ?
       WHERE district_id = ? AND id = ? AND state = 'waiting' AND visible_at <= ?`,
      [now + LEASE_MS, token, attempts, districtId, id, now],
    ),
  );
  if (claimed === 0) return false;
  try {
    await door((tx) => inTurn(bot, tx, row, token, (turn, event) => event(turn)));
    trace("event", { row: id });
  } catch (error) {
    if (error instanceof RefusedMessage) {
      await door((tx) => inTurn(bot, tx, row, token, (turn) => say(turn, error.by.id, error.message, id)));
      return true;
    }
    log.error("event failed", { row: id, attempts, ...inBrief(error) });
    await door((tx) => putBack(bot, tx, row, token, attempts));
  }
  return true;
}

type Work = (turn: Turn, event: (turn: Turn) => Promise<void>) => Promise<void>;

async function inTurn(bot: Bot, tx: EntityManager, row: InboxRow, token: string, work: Work): Promise<void> {
  const mine = await findRow(tx, InboxTable, { districtId: row.districtId, id: row.id, token });
  if (!mine) return;
  const arrived = Arrived.parse(row.body);
  const card =
    (await cardByMessage(bot, tx, arrived.message?.parentId)) ??
    (await cardByMessage(bot, tx, arrived.message?.rootId));
  const campaign = card ? campaignOf(bot, card.campaign) : await campaignOfSender(bot, tx, row.sender);
  const turn = openTurn(bot, tx, campaign, bot.clock.now(), `event:${row.id}`);
  await work(turn, (opened) => handleEvent(opened, arrived, card));
  await settle(tx, row, bot.clock.now());
}

/** After five failures the event is parked and the operator told: it is never dropped. */
async function putBack(
  bot: Bot,
  tx: EntityManager,
  row: InboxRow,
  token: string,
  attempts: number,
): Promise<void> {
  const now = bot.clock.now();
  const { districtId, id } = row;
  const rows = tx.getRepository(InboxTable);
  if (attempts < MOST_TRIES) {
    await rows.update(
      { districtId, id, token },
      { visibleAt: now.getTime() + 1_000 * 2 ** attempts, token: null },
    );
    return;
  }
  await rows.update({ districtId, id, token }, { state: "parked", token: null });
  const turn = openTurn(bot, tx, await campaignOfSender(bot, tx, row.sender), now);
  for (const operator of await holders(turn, "office", ["sysadmin"])) {
    const frozen = { words: `有一条消息处理了${MOST_TRIES}次都没有成功，已搁置。请在日志里查 ${id}。` };
    await post(turn, { person: operator.id }, `say:${id}`, { key: "parked", priority: 1, frozen });
  }
}
