import { MoreThanOrEqual } from "typeorm";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { copiesFor } from "../../src/bot/copies.ts";
import { stoppedClock } from "../../src/clock.ts";
import { instantInWords } from "../../src/dates.ts";
import { dressed } from "../../src/jobs/delivery.ts";
import type { OutboxRow } from "../../src/jobs/outbox-table.ts";
import { parts } from "../../src/sandbox/driver.ts";
import type { Case } from "./judge.ts";

const MINUTE_MS = 60_000;
/** A card is drawn before it is shown: so much earlier may the moment be that it names. */
const DRAWN_BEFORE_MS = 5 * MINUTE_MS;
/** A turn that began before a card was drawn may be written after it. */
const UNDER_WAY_MS = 5_000;

/** P7: what stands in the chat is what the state says it should, as of when it was shown. */
export async function newestShown(world: Case, outbox: readonly OutboxRow[]): Promise<string[]> {
  const { house, door, state } = world;
  const wrong: string[] = [];
  for (const row of outbox) {
    const message = row.messageId ? state.messages.get(row.messageId) : undefined;
    if (row.messageId && !message) wrong.push(`P4 ${row.idemKey} is kept as a message that nobody got`);
    if (!message || row.state !== "sent" || !row.shownAt || isStill(row, message.content)) continue;
    const { draw } = copiesFor(house, door, stoppedClock(row.shownAt), "");
    const drawn = await draw(row);
    if (!drawn) continue;
    const [expected, seen] = [plainOf(dressed(row, drawn.card)), plainOf(message.content)];
    const parted = await partedFrom(world, row.shownAt, message.content, expected);
    if (parted)
      wrong.push(`P7 ${row.idemKey} ${parted} (${row.shown}/${row.want}) ${firstDifference(expected, seen)}`);
  }
  return wrong;
}

/** A list is as it was asked for; a form that was refused stands as it was typed, under the reason. */
const isStill = ({ subject }: OutboxRow, content: unknown): boolean =>
  /^(list|figures|pack|plist|proof|file):/.test(subject) || JSON.stringify(content).includes("没有办成：");

/**
 * Why a card is wrong; `null` for one that is as it should be. One that says 截至 names the moment of its showing, and may
 * part from the present by what moved since: what did not move stands on it as it is, and no more is missing or too much
 * than moved. A report names the moment at which it was opened: its figures stand still until it is opened again, so it is
 * as it was kept then, to the letter.
 */
async function partedFrom(world: Case, shownAt: Date, seen: unknown, expected: unknown) {
  const said = /(?<!台账)截至(\d{1,2}月\d{1,2}日 \d{2}:\d{2})/.exec(JSON.stringify(seen))?.[1];
  const moment = said === undefined ? null : momentOf(world, said, shownAt);
  if (said !== undefined && !moment) return "names another moment than that of its showing";
  if (JSON.stringify(expected) === JSON.stringify(plainOf(seen))) return null;
  if (!moment) return "shows an older picture";
  const since = MoreThanOrEqual(new Date(moment.getTime() - UNDER_WAY_MS));
  const lines = await world.db.getRepository(HistoryTable).findBy({ at: since });
  const moved = new Set(lines.map(({ subject }) => subject).filter((each) => each.startsWith("hazard:")));
  if (moved.size === 0) return "shows an older picture, though nothing moved";
  const [were, are] = [rowsOn(seen), rowsOn(expected)];
  const isWrong = [...were].some(([id, row]) => !moved.has(`hazard:${id}`) && (are.get(id) ?? row) !== row);
  if (isWrong) return "shows otherwise what did not move";
  return Math.abs(countOn(seen) - countOn(expected)) > moved.size ? "counts more than moved" : null;
}

function momentOf({ house }: Case, said: string, shownAt: Date): Date | null {
  const { timezone } = house.campaigns[0]!.district;
  for (let back = 0; back <= DRAWN_BEFORE_MS; back += MINUTE_MS) {
    const moment = new Date(Math.floor((shownAt.getTime() - back) / MINUTE_MS) * MINUTE_MS);
    if (instantInWords(moment, timezone) === said) return moment;
  }
  return null;
}

type Pressable = { value?: { id?: string } };

/** The rows of a card, by what they open. */
function rowsOn(card: unknown): Map<string, string> {
  const rows = new Map<string, string>();
  for (const { part } of parts(plainOf(card))) {
    if (part["tag"] !== "interactive_container") continue;
    const [pressed] = part["behaviors"] as Pressable[];
    rows.set(String(pressed?.value?.id), JSON.stringify(part));
  }
  return rows;
}

/** What a card says it counts, in its title or above its choices. */
const countOn = (card: unknown): number =>
  Number(/(?:（|找到)(\d+)(?:以上)?(?:）|家)/.exec(JSON.stringify(card))?.[1] ?? 0);

/** Without the marker, which an answer to a press has not, and without the time at which it was drawn. */
const plainOf = (card: unknown): unknown =>
  JSON.parse(
    JSON.stringify(card, (key, value: unknown) => (key === "element_id" ? undefined : value)).replaceAll(
      /\d{2}:\d{2}/g,
      "<time>",
    ),
  );

/** Where two pictures part, for whoever looks into it. */
export function firstDifference(expected: unknown, seen: unknown): string {
  const [one, other] = [JSON.stringify(expected), JSON.stringify(seen)];
  const at = [...one].findIndex((sign, place) => sign !== other[place]);
  return `expected …${one.slice(Math.max(0, at - 30), at + 60)}… and saw …${other.slice(Math.max(0, at - 30), at + 60)}…`;
}
