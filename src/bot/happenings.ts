import { personByOpenId } from "../campaign/people.ts";
import { keepReading } from "../campaign/readings.ts";
import { post } from "../jobs/outbox.ts";
import { type OutboxRow } from "../jobs/outbox-table.ts";
import { OccurrenceTable } from "../jobs/occurrences.ts";
import { followDirectory } from "../seats/left.ts";
import type { Turn } from "../turn.ts";
import type { Arrived } from "./arrivals.ts";
import { ChatEntered, MenuPressed, MessagesRead, readMessage, UserChanged } from "./events.ts";
import { handleMessage } from "./messages.ts";
import { COMMANDS } from "./commands.ts";
import { tellStranger } from "./strangers.ts";

type Happening = (turn: Turn, arrived: Arrived, card: OutboxRow | null) => Promise<void>;

/** Somebody opened the chat with the bot for the first time: say what it is for, once. */
const entered: Happening = async (turn, { event }) => {
  const { openId } = ChatEntered.parse(event);
  const person = await personByOpenId(turn, openId);
  if (!person || person.seats.length === 0) return tellStranger(turn, openId);
  const once = { districtId: turn.district, kind: "welcome", occursOn: "once", key: person.id };
  const rows = turn.tx.getRepository(OccurrenceTable);
  if (await rows.findOneBy(once)) return;
  await rows.insert({ ...once, firedAt: turn.now });
  await post(turn, { person: person.id }, "help:all", { key: "welcome", own: true, priority: 0 });
};

/** A menu entry's key is a typed word. */
const pressed: Happening = async (turn, { event }) => {
  const { openId, eventKey, at } = MenuPressed.parse(event);
  const by = await personByOpenId(turn, openId);
  if (!by || by.seats.length === 0) return tellStranger(turn, openId);
  await COMMANDS[eventKey]?.(turn, { by, rest: "", at: `menu:${at}` });
};

/** Somebody left the organisation: nothing of theirs may lie there unseen. */
const deleted: Happening = async (turn, { event }) => {
  const { openId } = UserChanged.parse(event);
  await followDirectory(turn, { openId, name: null, hasLeft: true });
};

/** A changed user: without a status nothing is said about whether they are still there. */
const updated: Happening = async (turn, { event }) => {
  await followDirectory(turn, UserChanged.parse(event));
};

const said: Happening = async (turn, { event }, card) => {
  const message = readMessage(event);
  if (message) await handleMessage(turn, message, card);
};

/** What was pushed has been seen. */
const seen: Happening = async (turn, { event }) => {
  const { openId, at, messageIds } = MessagesRead.parse(event);
  const by = await personByOpenId(turn, openId);
  if (!by) return;
  for (const messageId of messageIds) await keepReading(turn, messageId, by.id, { at, via: "event" });
};

/** What Feishu tells → what is done about it; what is not listed is kept and left. */
const HAPPENINGS: Record<string, Happening> = {
  "im.message.receive_v1": said,
  "im.message.message_read_v1": seen,
  "im.chat.access_event.bot_p2p_chat_entered_v1": entered,
  "application.bot.menu_v6": pressed,
  "contact.user.deleted_v3": deleted,
  "contact.user.updated_v3": updated,
};

export async function handleEvent(turn: Turn, arrived: Arrived, card: OutboxRow | null): Promise<void> {
  await HAPPENINGS[arrived.type]?.(turn, arrived, card);
}
