import type { Card } from "../../cards/elements.ts";
import { refill, withNotice } from "../../cards/form.ts";
import { writeLater } from "../db/door.ts";
import { changeBy, changeRows } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import { dressed, FORM_REST_MS } from "../jobs/delivery.ts";
import { CARD_LIFE_MS, post } from "../jobs/outbox.ts";
import { OutboxTable, type OutboxRow } from "../jobs/outbox-table.ts";
import type { Answer, Person, Turn } from "../turn.ts";
import { asked } from "./asked.ts";
import type { CardClick } from "./events.ts";
import { keepTyped } from "./registration.ts";
import { REPLIES } from "./replies.ts";
import { drawCopy } from "./subjects.ts";

/** The card in the answer may get lost: the sender shows it once more, a moment later. */
const FOLLOW_MS = 1_000;

export type Told = { toast: { type: string; content: string }; card?: { type: "raw"; data: object } };

/** A sentence at the top of the reader's screen. */
export const toast = (content: string, type: Answer["tone"] = "success"): Told => ({
  toast: { type, content },
});

export type Pressed = { click: CardClick; row: OutboxRow; by: Person };
export type Work = (turn: Turn, pressed: Pressed) => Promise<object>;

/** Who may press this copy at all; then the work. */
export async function answerOf(
  turn: Turn,
  click: CardClick,
  row: OutboxRow | null,
  by: Person | null,
  work: Work,
) {
  if (!row) return toast("这张卡片已经过期，发“帮助”可重新打开", "warning");
  if (!by) return toast("名册里没有您的席位，请联系系统管理员", "warning");
  if (row.personId && row.personId !== by.id) return toast("这张卡片是发给别人的，您不能办理", "warning");
  if (row.sentAt && turn.now.getTime() - row.sentAt.getTime() > CARD_LIFE_MS) return anew(turn, row, by);
  if (row.superseded) return toast("已有更新的卡片，请在最下面的新卡片上办理", "warning");
  return work(turn, { click, row, by });
}

/** An expired card is answered with a fresh one. */
async function anew(turn: Turn, row: OutboxRow, by: Person): Promise<Told> {
  const key = `anew:${row.id}`;
  await post(turn, { person: by.id }, row.subject, {
    key,
    own: true,
    priority: 0,
    ...(row.frozen ? { frozen: row.frozen } : {}),
  });
  return toast("这张卡片已满14天，新卡片已发在最下面", "info");
}

/** Reads the act and its form, lets its handler decide, and draws the pressed card again. */
export async function act(turn: Turn, { click, row, by }: Pressed): Promise<object> {
  const { act: name, id, rev } = asked(click, row);
  const isForm = name.endsWith(".form") || name === "form.back";
  const reply = REPLIES[name];
  if (!isForm && !reply) throw new Refusal("这个按钮尚未开通");
  const answer: Answer = reply
    ? await reply(turn, { by, id, rev, copyId: row.id }, click)
    : { toast: "", form: name === "form.back" ? null : name };

  const change = {
    openForm: answer.keeps ? row.openForm : (answer.form ?? null),
    subject: answer.subject ?? row.subject,
  };
  const drawn = row.chatId ? null : await drawCopy(turn, { ...row, ...change }, by);
  const form = drawn?.form ?? null;
  // Nothing was done, the copy only turned.
  const isTurned = isForm || (answer.toast === "" && typeof answer.form === "string");
  if (isTurned) keep(turn, row, { shownForm: form, shownAt: turn.now });
  if (drawn) follow(turn, row, change, isTurned && form !== null ? FORM_REST_MS : FOLLOW_MS);
  else keep(turn, row, change);
  const said = answer.toast ? toast(answer.toast, answer.tone) : {};
  if (!drawn) return said;
  const card = answer.keeps ? refill(drawn.card, click.action.formValue ?? {}) : drawn.card;
  return { ...said, card: shownAs(row, card) };
}

/** The answer's card, dressed as the sender would have sent it. */
const shownAs = (row: OutboxRow, card: Card) => ({
  type: "raw" as const,
  data: dressed({ ...row, attempts: 0 }, card),
});

type Change = Pick<OutboxRow, "openForm" | "subject">;

const keep = ({ tx, district: districtId }: Turn, { id }: OutboxRow, change: Partial<OutboxRow>): void =>
  writeLater(tx, () => changeRows(tx, OutboxTable, { districtId, id }, change));

/**
 * The pressed copy is drawn once more by the sender: the answer may have been lost. It waits until the answer has
 * arrived and what is under way has ended; where a form was opened, until it is no longer being filled.
 */
function follow(turn: Turn, { id }: OutboxRow, { openForm, subject }: Change, afterMs: number): void {
  const later = turn.now.getTime() + afterMs;
  const values = [openForm, subject, later, turn.district, id];
  writeLater(turn.tx, () =>
    changeBy(
      turn.tx,
      `UPDATE outbox SET open_form = ?, subject = ?, want = want + 1, state = 'waiting',
       visible_at = CASE WHEN token IS NULL THEN ? ELSE visible_at END WHERE district_id = ? AND id = ?`,
      values,
    ),
  );
}

const NEWER = "内容已更新，没有重复办理";

const hasTyped = (form: Record<string, unknown> | null): boolean =>
  Object.values(form ?? {}).some((value) => value !== "" && value !== null);

/**
 * Nothing is written but a draft; today's card comes back with what was typed, and above its form what is missing. Where
 * somebody was faster and nothing was typed, as with a second press, the card says how things stand and no more.
 */
export async function explain(turn: Turn, { click, row, by }: Pressed, refusal: Refusal): Promise<object> {
  const said = toast(shortened(refusal.message), "warning");
  if (row.chatId) return said;
  await keepTyped(turn, by, row.subject, click.action.formValue);
  const drawn = await drawCopy(turn, row, by);
  if (!drawn) return said;
  if (refusal instanceof StaleCard && !hasTyped(click.action.formValue))
    return { ...toast(NEWER, "info"), card: shownAs(row, drawn.card) };
  const filled = click.action.formValue ? refill(drawn.card, click.action.formValue) : drawn.card;
  return { ...said, card: shownAs(row, withNotice(filled, refusal.message)) };
}

const TOAST_CHARACTERS = 60;
const shortened = (words: string) =>
  words.length > TOAST_CHARACTERS ? `${words.slice(0, TOAST_CHARACTERS - 1)}…` : words;
