import { findRows, insertRows } from "../db/statements.ts";
import type { Turn } from "../turn.ts";
import { OutboxTable, type OutboxRow } from "./outbox-table.ts";
import { idemKeyOf } from "./idem-key.ts";
import { ringOf, rowOf, type PostOptions } from "./outbox.ts";
import { supersede } from "./show.ts";

/** A card to one person, which asks no budget whether it may ring. */
export type Posted = {
  to: { person: string };
  subject: string;
  options: PostOptions & { budget: "counted" | "apart" };
};

const TOGETHER = 100;

/** Posts many cards as `post` would each, a hundred at a time. */
export async function postAll(turn: Turn, cards: readonly Posted[]): Promise<void> {
  for (let from = 0; from < cards.length; from += TOGETHER)
    await postTogether(turn, cards.slice(from, from + TOGETHER));
}

const placeOf = ({ subject, personId }: Pick<OutboxRow, "subject" | "personId">): string =>
  `${subject}|${personId}`;

async function postTogether(turn: Turn, cards: readonly Posted[]): Promise<void> {
  const { tx, district: districtId, campaign } = turn;
  const byKey = new Map(cards.map((each) => [idemKeyOf(each.to, each.subject, each.options), each]));
  const known = await findRows(tx, OutboxTable, { districtId, idemKey: [...byKey.keys()] });
  for (const { idemKey } of known) byKey.delete(idemKey);
  const fresh = [...byKey.values()];
  if (fresh.length === 0) return;
  const places = new Set(fresh.map(({ subject, to }) => placeOf({ subject, personId: to.person })));
  const older = await findRows(tx, OutboxTable, {
    districtId,
    campaign: campaign.key,
    subject: [...new Set(fresh.map(({ subject }) => subject))],
    personId: fresh.map(({ to }) => to.person),
    superseded: false,
  });
  await supersede(
    turn,
    older.filter((row) => places.has(placeOf(row))),
  );
  const rows: OutboxRow[] = [];
  for (const { to, subject, options } of fresh)
    rows.push(rowOf(turn, to, subject, options, await ringOf(turn, subject, to, options)));
  await insertRows(tx, OutboxTable, rows);
}
