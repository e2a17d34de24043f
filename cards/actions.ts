import { z } from "zod";

/** Every act that a button can carry. Those ending in `.form` only turn the reader's own copy to that form. */
export const ACTIONS = [
  "task.sign",
  "task.report",
  "task.handin",
  "task.pass",
  "task.return.form",
  "task.return",
  "task.register",
  "task.extend.form",
  "task.extend",
  "task.extend.grant",
  "task.extend.refuse",
  "task.move.form",
  "task.move",
  "task.cancel.form",
  "task.cancel",
  "hazard.submit",
  "hazard.assign.form",
  "hazard.assign",
  "hazard.sign",
  "hazard.refuse.form",
  "hazard.refuse",
  "hazard.update.form",
  "hazard.update",
  "hazard.request.form",
  "hazard.request",
  "hazard.withdraw",
  "hazard.pass",
  "hazard.return",
  "hazard.closeout",
  "leave.agree",
  "leave.drop",
  "leave.end",
  "open.task",
  "open.hazard",
  "open.queue",
  "tray.page",
  "note.confirm",
  "note.drop",
  "filing.choose",
  "digest.list",
  "form.back",
] as const;
export type ActionName = (typeof ACTIONS)[number];

/** What a button carries. */
export const ActionValue = z.strictObject({
  v: z.literal(1),
  act: z.enum(ACTIONS),
  id: z.string().max(64),
  rev: z.int().nonnegative(),
});
export type ActionValue = z.infer<typeof ActionValue>;
