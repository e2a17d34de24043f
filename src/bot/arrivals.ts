import { z } from "zod";
import { isDuplicate } from "../db/errors.ts";
import { InboxTable, remember, type Arrival } from "../jobs/inbox.ts";
import { trace } from "../jobs/trace.ts";
import type { Bot } from "./bot.ts";
import { messageIn, senderOf } from "./events.ts";
import type { Envelope } from "./gate.ts";
import { campaignOfSender } from "./routes.ts";

const Message = z.object({
  messageId: z.string(),
  parentId: z.string().nullable(),
  rootId: z.string().nullable(),
});

/** An event as the inbox keeps it: whole, with what the worker needs to find its card. */
export const Arrived = z.object({
  type: z.string(),
  event: z.unknown(),
  message: Message.nullable(),
});
export type Arrived = z.infer<typeof Arrived>;

/**
 * Stores an event before it is answered; a second delivery finds the first. New messages repeat by message id.
 * Whoever sends too fast is stored all the same, and handled when `delayOf` says.
 */
export async function storeEvent(
  bot: Bot,
  envelope: Envelope,
  delayOf: (sender: string) => number,
): Promise<void> {
  const message = messageIn(envelope);
  const sender = senderOf(envelope) ?? "";
  const body: Arrived = {
    type: envelope.type,
    event: envelope.body,
    message: message && { messageId: message.messageId, parentId: message.parentId, rootId: message.rootId },
  };
  try {
    await bot.door(async (tx) => {
      const { district } = await campaignOfSender(bot, tx, sender);
      const arrival: Arrival = {
        districtId: district.key,
        dedupeKey: message ? `message:${message.messageId}` : envelope.eventId,
        kind: "event",
        sender,
        body,
      };
      const now = bot.clock.now();
      const row = await remember(tx, arrival, now);
      const delay = row && sender ? delayOf(sender) : 0;
      if (!row || delay === 0) return;
      const { id, districtId } = row;
      await tx.getRepository(InboxTable).update({ districtId, id }, { visibleAt: now.getTime() + delay });
    });
    trace("stored", { event: envelope.eventId });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}
