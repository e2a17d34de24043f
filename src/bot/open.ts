import { mustOpen } from "../hazards/sight.ts";
import { getHazard } from "../hazards/store.ts";
import { unitLedger } from "../hazards/unit-ledger.ts";
import { post } from "../jobs/outbox.ts";
import type { Ledger } from "../tasks/paper.ts";
import { openReport } from "../tasks/report-ledger.ts";
import { worksOn } from "../tasks/rights.ts";
import { getTask } from "../tasks/store.ts";
import type { Task } from "../tasks/task.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";

/** Sends the asker a fresh card on what a row stands for, where they may open it; the card itself shows only what they may do. */
export const openCard =
  (kind: "task" | "hazard" | "queue" | "join" | "handover" | "roster" | "bulletin" | "sunit") =>
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

/** Reads the ledger of the unit whose report somebody of it opens. */
export async function openReportFor(turn: Turn, by: Person, task: Task): Promise<void> {
  if (worksOn(by, task)) await openReport(turn, task, unitLedger);
}

/** A task's card for whoever opens it; its unit finds its report filled in as of now. */
export async function openTask(turn: Turn, reply: CardReply): Promise<Answer> {
  await openReportFor(turn, reply.by, await getTask(turn, { id: reply.id }));
  return openCard("task")(turn, reply);
}

type WithLedger<Form> = (turn: Turn, reply: CardReply<Form>, ledger: Ledger) => Promise<Answer>;

/** Lets a task's act ask the ledger. */
export const withLedger =
  <Form>(handle: WithLedger<Form>) =>
  (turn: Turn, reply: CardReply<Form>): Promise<Answer> =>
    handle(turn, reply, unitLedger);
