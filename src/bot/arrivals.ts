import { z } from "zod";
import { isDuplicate } from "../db/errors.ts";
import { rememberAll, type Arrival } from "../jobs/inbox.ts";
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

type Waiting = {
  arrival: Omit<Arrival, "districtId">;
  done: () => void;
  failed: (error: unknown) => void;
};

const AT_ONCE = 100;

/**
 * Stores an event before it is answered; a second delivery finds the first. New messages repeat by message id. What
 * arrives while one commit is under way shares the next. Whoever sends too fast is stored all the same, and handled
 * when `delayOf` says.
 */
export function openStorage(
  bot: Bot,
  delayOf: (sender: string) => number,
): (envelope: Envelope) => Promise<void> {
  const waiting: Waiting[] = [];
  let isBusy = false;

  const together = (batch: readonly Waiting[]) =>
    bot.door(async (tx) => {
      const now = bot.clock.now();
      const arrivals: Arrival[] = [];
      for (const { arrival } of batch) {
        const { district } = await campaignOfSender(bot, tx, arrival.sender);
        arrivals.push({ ...arrival, districtId: district.key });
      }
      await rememberAll(tx, arrivals, now, delayOf);
    });

  /** One that cannot be stored does not take the others with it. */
  async function apart(batch: readonly Waiting[]): Promise<void> {
    for (const each of batch) {
      try {
        await together([each]);
        each.done();
      } catch (error) {
        if (isDuplicate(error)) each.done();
        else each.failed(error);
      }
    }
  }

  async function work(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, AT_ONCE);
      try {
        await together(batch);
        for (const { done } of batch) done();
      } catch {
        await apart(batch);
      }
    }
    isBusy = false;
  }

  return async (envelope) => {
    await new Promise<void>((done, failed) => {
      waiting.push({ arrival: arrivalOf(envelope), done, failed });
      if (!isBusy) void work();
    });
    trace("stored", { event: envelope.eventId });
  };
}

function arrivalOf(envelope: Envelope): Omit<Arrival, "districtId"> {
  const message = messageIn(envelope);
  const body: Arrived = {
    type: envelope.type,
    event: envelope.body,
    message: message && { messageId: message.messageId, parentId: message.parentId, rootId: message.rootId },
  };
  return {
    dedupeKey: message ? `message:${message.messageId}` : envelope.eventId,
    kind: "event",
    sender: senderOf(envelope) ?? "",
    body,
  };
}
