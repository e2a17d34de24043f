import { checkCard } from "../../cards/check.ts";
import type { Card } from "../../cards/elements.ts";
import { markerOf, withMarker, withNameMark } from "../../cards/marker.ts";
import { canBePressed, plainerCard, repeatedCard } from "../../cards/plainer.ts";
import { inBrief } from "../log.ts";
import type { FileToSend } from "../turn.ts";
import type { LaneName } from "./attempts.ts";
import { attempt, LATEST_ARRIVAL_MS, type Held } from "./attempt.ts";
import { changeHeld, claimCard, letRest, settleShown } from "./claim.ts";
import type { Lease } from "./leases.ts";
import { isPlain, outcomeOf, parked, RETIRED } from "./outcome.ts";
import { CARD_LIFE_MS, uuidOf } from "./outbox.ts";
import type { OutboxRow } from "./outbox-table.ts";
import type { Rate } from "./rate.ts";
import type { Ready, SenderParts } from "./carrier.ts";
import { trace } from "./trace.ts";

/** How long a form that stands open is not painted over. */
export const FORM_REST_MS = 30 * 60_000;
const RENEW_BEFORE_MS = 24 * 60 * 60_000;
/** What is asked for in a card's last minutes would come too late. */
const CHANGEABLE_MS = CARD_LIFE_MS - 10 * 60_000;
/** A card that cannot be drawn is no outage: it is tried a few times and then shown to the operator. */
const OWN_FAULT = -1;

export type Deliver = (row: OutboxRow, token: string, rate: Rate, place: Held["place"]) => Promise<void>;

/** Takes one card, draws it as it is now, and brings it out; without a request its place in the windows is given back. */
export function openDelivery(lane: LaneName, lease: Lease, parts: SenderParts): Deliver {
  const { door, clock, log, leaseMs } = parts;

  return async (row, token, rate, place) => {
    const held: Held = { row, token, rate, place };
    if (!(await door((tx) => claimCard(tx, row, token, clock.now(), leaseMs)))) return rate.release(place);
    trace("claimed", { row: row.id });
    try {
      const ready = await prepare(parts, held);
      if (!ready) return rate.release(place);
      await attempt(parts, lane, lease, held, ready);
    } catch (error) {
      log.error("card not delivered", { row: row.id, subject: row.subject, ...inBrief(error) });
      const attempts = row.attempts + 1;
      const failure = { class: "again", code: OWN_FAULT, message: inBrief(error).message } as const;
      const change = outcomeOf(failure, attempts, row, clock.now());
      await door((tx) => changeHeld(tx, row, token, { attempts, ...change, token: null }));
    }
  };
}

/** The card as it may leave now; `null` when there is nothing to bring out, and the row says why. */
async function prepare(parts: SenderParts, { row, token }: Held): Promise<Ready | null> {
  const { door, clock, draw, log } = parts;
  const now = clock.now();
  const age = row.sentAt ? now.getTime() - row.sentAt.getTime() : 0;
  const mayHaveArrived = !row.messageId && row.firstTriedAt !== null;
  const lookedUp = { state: "uncertain" as const, visibleAt: now.getTime() + LATEST_ARRIVAL_MS };
  if (row.superseded && (!row.messageId || age > CHANGEABLE_MS)) {
    const change = mayHaveArrived ? lookedUp : RETIRED;
    await door((tx) => changeHeld(tx, row, token, { ...change, token: null }));
    return null;
  }
  const drawn = await draw(row);
  const isLeft = drawn?.file !== undefined && row.messageId !== null;
  if (!drawn || isLeft) {
    await door((tx) => settleShown(tx, row, token, {}, now));
    return null;
  }
  if (!row.messageId && drawn.restsUntil) {
    const change = mayHaveArrived ? lookedUp : { visibleAt: drawn.restsUntil.getTime() };
    await door((tx) => changeHeld(tx, row, token, { ...change, token: null }));
    return null;
  }
  if (age > CARD_LIFE_MS - RENEW_BEFORE_MS && !row.superseded) {
    const mayBePressed = canBePressed(drawn.card);
    if (mayBePressed || age > CHANGEABLE_MS) {
      const again = mayBePressed ? await parts.renew(row) : now;
      // Its successor waits for its hour: until then it is brought up to date as ever.
      if (again || age > CHANGEABLE_MS) {
        const backAt = again ?? now;
        const change = age > CHANGEABLE_MS && backAt <= now ? RETIRED : {};
        await door((tx) =>
          changeHeld(tx, row, token, { ...change, token: null, visibleAt: backAt.getTime() }),
        );
        return null;
      }
    }
  }
  const rest = restUntil(row, drawn.form ?? null);
  if (rest > now.getTime()) {
    await door((tx) => letRest(tx, row, token, rest, now));
    return null;
  }
  const card = dressed(row, drawn.card);
  const mistakes = checkCard(card);
  const file = drawn.file && { file: labelled(row, drawn.file) };
  if (mistakes.length === 0) return { ...drawn, card, ...file };
  log.error("card refused before sending", { row: row.id, subject: row.subject, mistakes });
  const reason = `卡片不合平台规则：${mistakes.join("；")}`;
  const plainer = { trouble: "ours" as const, attempts: row.attempts + 1, visibleAt: now.getTime() };
  const change = isPlain(row) ? parked("ours", reason) : plainer;
  await door((tx) => changeHeld(tx, row, token, { ...change, token: null }));
  return null;
}

/** A card as it leaves: plainer when the platform refused it, marked, and with a word when it may be the second one. */
export function dressed(row: OutboxRow, drawn: Card): Card {
  const shown = isPlain(row) ? plainerCard(drawn) : drawn;
  const said = row.trouble === "repeated" ? repeatedCard(shown) : shown;
  return withMarker(said, markerFor(row));
}

const markerFor = (row: OutboxRow): string => markerOf(uuidOf(row.idemKey, row.generation));

/** A document under the name by which it is known again, and which says when it may be the second one. */
const labelled = (row: OutboxRow, { name, bytes }: FileToSend): FileToSend => ({
  name: `${row.trouble === "repeated" ? "可能重复-" : ""}${withNameMark(name, markerFor(row))}`,
  bytes,
});

/** A copy on which the same form stays open is left alone for a while: a patch would wipe what is being typed. */
function restUntil(row: OutboxRow, form: string | null): number {
  const keepsForm = row.messageId !== null && form !== null && form === row.shownForm && row.shownAt !== null;
  return keepsForm && row.shownAt ? row.shownAt.getTime() + FORM_REST_MS : 0;
}
