import { writeLater } from "../db/door.ts";
import { changeBy, changeRows, findRows } from "../db/statements.ts";
import type { Turn } from "../turn.ts";
import { OutboxTable, type OutboxRow } from "./outbox-table.ts";

/** What a change of cards needs of a turn. */
type Hand = Pick<Turn, "tx" | "district" | "now">;

/** Brings every living card on a subject up to date, silently. */
export const show = (turn: Turn, subject: string): void => raise(turn, { subject });

/** It has left, and stands in its chat. */
export const isThere = ({ messageId }: OutboxRow): boolean => messageId !== null;

/** It waits for its hour, and nobody has tried to send it. */
export const isUnsent = (row: OutboxRow, now: Date): boolean =>
  !isThere(row) && row.state === "waiting" && row.firstTriedAt === null && row.visibleAt > now.getTime();

/** Older cards on a subject give their place to a newer one, and turn grey; one that never left gives back its place in the day's budget. */
export async function supersede(turn: Hand, older: readonly OutboxRow[]): Promise<void> {
  const { tx, district: districtId, now } = turn;
  const idsOf = (rows: readonly OutboxRow[]) => rows.map((row) => row.id);
  const unsent = older.filter((row) => isUnsent(row, now));
  const others = older.filter((row) => !unsent.includes(row));
  if (unsent.length > 0) {
    const gone = { superseded: true, ringsOn: null };
    await changeRows(tx, OutboxTable, { districtId, id: idsOf(unsent) }, gone);
  }
  if (others.length > 0)
    await changeRows(tx, OutboxTable, { districtId, id: idsOf(others) }, { superseded: true });
  raise(turn, { id: idsOf(older) });
}

/** A card that waited for its hour is there: only now do older ones of its place turn grey. */
export async function takePlace(tx: Turn["tx"], row: OutboxRow, now: Date): Promise<void> {
  if (row.visibleAt <= row.createdAt.getTime()) return;
  const { districtId, campaign, subject, personId, chatId } = row;
  const place = { districtId, campaign, subject, personId, chatId, superseded: false };
  const living = await findRows(tx, OutboxTable, place);
  if (!living.some(({ id }) => id === row.id)) return;
  const older = living.filter(
    (each) => each.id !== row.id && isThere(each) && each.createdAt <= row.createdAt,
  );
  await supersede({ tx, district: districtId, now }, older);
}

type Which = { id: readonly string[] } | { subject: string };

/** Shown, or resting because a form stands open on it: the change may be one that makes that form wrong. */
const CALLABLE = "state = 'sent' OR (state = 'waiting' AND token IS NULL AND message_id IS NOT NULL)";

/** Asks for cards to be drawn anew and brought up to date, silently. */
export function raise(turn: Hand, which: Which): void {
  if ("id" in which && which.id.length === 0) return;
  if ("id" in which) raiseWhere(turn, `id IN (${which.id.map(() => "?").join(", ")})`, which.id);
  else raiseWhere(turn, "subject = ? AND superseded = ?", [which.subject, false]);
}

/** Asks for cards to be drawn anew, with the turn's last writes; whoever asks says which. */
export function raiseWhere(turn: Hand, where: string, values: readonly unknown[]): void {
  // The order matters: MySQL assigns from left to right, and visible_at asks for the old state.
  writeLater(turn.tx, () =>
    changeBy(
      turn.tx,
      `UPDATE outbox SET want = want + 1, visible_at = CASE WHEN ${CALLABLE} THEN ? ELSE visible_at END,
     state = CASE WHEN state = 'sent' THEN 'waiting' ELSE state END WHERE district_id = ? AND ${where}`,
      [turn.now.getTime(), turn.district, ...values],
    ),
  );
}
