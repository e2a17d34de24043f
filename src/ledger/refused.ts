import { post } from "../jobs/outbox.ts";
import type { Step } from "./works.ts";

/** It ends here, and whoever asked is told why. */
export const refusedWith = (words: string): Step => ({
  change: { state: "refused", result: { words } },
  tell: async (turn, { id, personId }) => {
    const frozen = { words };
    await post(turn, { person: personId }, `say:${id}`, { key: "refused", own: true, priority: 0, frozen });
  },
});
