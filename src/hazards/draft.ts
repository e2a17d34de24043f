import { z } from "zod";
import { defineTable, id, instant, json, key } from "../db/define.ts";
import { changeRows, findRow, findRows, insertRows } from "../db/statements.ts";
import { Refusal } from "../errors.ts";
import type { Turn } from "../turn.ts";

const DAY_MS = 24 * 60 * 60_000;
/** As long as a card lives. */
const KEPT_MS = 14 * DAY_MS;

/** Where a registration stands: its form is open, an enterprise is to be picked, or one like it was found. */
export type Step = "form" | "pick" | "alike" | "done";
const OPEN: readonly Step[] = ["form", "pick", "alike"];

/** What was typed, field by field, and who it is about: an enterprise's id, or `new`. */
export const Typed = z.record(z.string(), z.string()).catch({});
export type Typed = z.infer<typeof Typed>;

/** A hazard that is not registered yet: what was typed comes back for fourteen days. */
export type Draft = { id: string; personId: string; typed: Typed; step: Step; keptAt: Date };
type DraftRow = Draft & { districtId: string };

export const DraftTable = defineTable<DraftRow>(
  "draft",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    personId: { ...key(36), name: "person_id" },
    typed: json(),
    step: key(16),
    keptAt: { ...instant(), name: "kept_at" },
  },
  [{ name: "draft_person", columns: ["districtId", "personId", "keptAt"] }],
);

const ID = /^[0-9a-f-]{36}$/;

export const draftSubject = (draftId: string): string => `register:${draftId}`;

/** What a person began and did not register, if it is not too old. */
export async function draftOf(turn: Turn, personId: string): Promise<Draft | null> {
  const where = { districtId: turn.district, personId, step: OPEN };
  const [newest] = await findRows(turn.tx, DraftTable, where, { order: { keptAt: "DESC" }, limit: 1 });
  const isKept = newest && turn.now.getTime() - newest.keptAt.getTime() <= KEPT_MS;
  return isKept ? newest : null;
}

/** What stands behind a registration card; a card on which nothing was sent yet has nothing. */
export async function draftBy(turn: Turn, draftId: string, personId: string): Promise<Draft> {
  if (!ID.test(draftId)) throw new Refusal("这张登记卡片打不开了，请再发“登记隐患”");
  const row = await findRow(turn.tx, DraftTable, { districtId: turn.district, id: draftId });
  if (row && row.personId !== personId) throw new Refusal("这张登记卡片是别人的，请发“登记隐患”");
  return row ?? { id: draftId, personId, typed: {}, step: "form", keptAt: turn.now };
}

const REGISTERED = "这条已经登记，再登记一条请发“登记隐患”";

/** The same while it is not registered yet. */
export async function openDraftBy(turn: Turn, draftId: string, personId: string): Promise<Draft> {
  const draft = await draftBy(turn, draftId, personId);
  if (draft.step === "done") throw new Refusal(REGISTERED);
  return draft;
}

/** Keeps what was typed and where it stands. */
export async function keepDraft(turn: Turn, { id: draftId, personId, typed, step }: Draft): Promise<void> {
  const here = { districtId: turn.district, id: draftId };
  const values = { typed, step, keptAt: turn.now };
  if ((await changeRows(turn.tx, DraftTable, here, values)) > 0) return;
  if (await findRow(turn.tx, DraftTable, here)) return;
  await insertRows(turn.tx, DraftTable, [{ ...here, personId, ...values }]);
}

/** It has become a hazard, or part of one: nothing of it is left but which. */
export async function endDraft(turn: Turn, { id: draftId, personId }: Draft, hazard: string): Promise<void> {
  const here = { districtId: turn.district, id: draftId };
  const values = { typed: { hazard }, step: "done" as const, keptAt: turn.now };
  // Two quick presses both saw it open: the second finds it ended, and its turn is undone.
  if ((await changeRows(turn.tx, DraftTable, { ...here, step: OPEN }, values)) > 0) return;
  if (await findRow(turn.tx, DraftTable, here)) throw new Refusal(REGISTERED);
  await insertRows(turn.tx, DraftTable, [{ ...here, personId, ...values }]);
}

/** An answered form leaves out what is empty: only what it does not ask is taken from before. */
export const overTyped = ({ typed }: Draft, sent: Typed): Typed => {
  const { enterpriseId, enterprise = "", sameAs } = typed;
  const before = enterpriseId ? { enterpriseId, enterprise } : {};
  return { ...before, ...(sameAs === undefined ? {} : { sameAs }), ...sent };
};
