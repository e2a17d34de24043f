import { mustOpen } from "../hazards/sight.ts";
import { getHazard } from "../hazards/store.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";

/** Sends the asker a fresh card on what a row stands for, where they may open it; the card itself shows only what they may do. */
export const openCard =
  (kind: "task" | "hazard" | "queue" | "join" | "handover" | "roster" | "bulletin") =>
  async (turn: Turn, { by, id, copyId }: CardReply): Promise<Answer> => {
    if (kind === "hazard") mustOpen(turn, by, await getHazard(turn, { id }));
    const subject = kind === "queue" ? "queue:office" : `${kind}:${id}`;
    await post(turn, { person: by.id }, subject, {
      key: `opened:${copyId}:${turn.now.getTime()}`,
      own: true,
      priority: 0,
    });
    return { toast: "已发在最下面", tone: "info" };
  };
