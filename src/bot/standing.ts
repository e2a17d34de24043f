import { In } from "typeorm";
import { InboxTable } from "../jobs/inbox.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import type { Bot } from "./bot.ts";
import type { Standing } from "./metrics.ts";
import { districtsOf } from "./routes.ts";

/** How much waits in the queues now, and how much needs a person. */
export const standing = (bot: Bot): Promise<Standing> =>
  bot.door(async (tx) => {
    const districtId = In(districtsOf(bot));
    const [outbox, inbox] = [tx.getRepository(OutboxTable), tx.getRepository(InboxTable)];
    return {
      outbox: await outbox.countBy({ districtId, state: "waiting" }),
      inbox: await inbox.countBy({ districtId, state: "waiting" }),
      parked:
        (await outbox.countBy({ districtId, state: In(["parked", "uncertain"]) })) +
        (await inbox.countBy({ districtId, state: "parked" })),
    };
  });
