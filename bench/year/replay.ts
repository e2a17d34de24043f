import { isDeepStrictEqual } from "node:util";
import { IsNull, Like, Not } from "typeorm";
import type { Card } from "../../cards/elements.ts";
import { openTurn } from "../../src/bot/routes.ts";
import type { Day } from "../../src/dates.ts";
import { drawDigest } from "../../src/digest/view.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import type { Stage } from "./stage.ts";

const SUBJECT = "digest:";
const NOBODY = { person: null, form: null, frozen: null };

/** A card without the mark by which it is known again in its chat. */
function unmarked({ body, ...rest }: Card): object {
  const [first, ...others] = body.elements;
  if (!first) return { body, ...rest };
  const { element_id: _mark, ...bare } = first;
  return { ...rest, body: { ...body, elements: [bare, ...others] } };
}

const isCard = (content: unknown): content is Card =>
  typeof content === "object" && content !== null && "body" in content;

export type Replay = {
  /** Each night: keeps the digests as the group got them, before the platform lets go of old messages. */
  keep(): Promise<void>;
  /** Draws each once more from what the bot has kept: how many, and the days of those that are not the same. */
  compare(): Promise<{ digests: number; differing: Day[] }>;
};

/** What the group got, held to what can be printed again. */
export function openReplay({ world, app, campaign }: Stage): Replay {
  const sent = new Map<Day, object>();

  async function keep(): Promise<void> {
    const where = { subject: Like(`${SUBJECT}%`), chatId: Not(IsNull()), messageId: Not(IsNull()) };
    for (const { subject, messageId } of await world.db.getRepository(OutboxTable).find({ where })) {
      const day = subject.slice(SUBJECT.length);
      const content = world.platform.state.messages.get(messageId ?? "")?.content;
      if (!sent.has(day) && isCard(content)) sent.set(day, unmarked(content));
    }
  }

  async function isSame(day: Day, card: object): Promise<boolean> {
    const again = await app.bot.door((tx) =>
      drawDigest(openTurn(app.bot, tx, campaign, world.clock.now()), day, NOBODY),
    );
    return again !== null && isDeepStrictEqual(unmarked(again.card), card);
  }

  return {
    keep,
    compare: async () => {
      const differing: Day[] = [];
      for (const [day, card] of sent) if (!(await isSame(day, card))) differing.push(day);
      return { digests: sent.size, differing };
    },
  };
}
