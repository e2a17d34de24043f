import { day, defineTable, flag, id, instant, json, key, maybe, millis, text, whole } from "../db/define.ts";

/** `leased` is a waiting row whose `visibleAt` lies in the future and whose `token` is set. */
export type OutboxState = "waiting" | "sent" | "uncertain" | "parked";

/** Everything that may be wrong with a card, sent or not. */
export const TROUBLES = ["place", "person", "message", "ours", "again", "unknown", "repeated"] as const;
export type Trouble = (typeof TROUBLES)[number];

/** One card in one chat: sent once, then kept up to date. */
export type OutboxRow = {
  id: string;
  districtId: string;
  campaign: string;
  /** Names the intent, so that the same intent is never sent twice. */
  idemKey: string;
  /** A person's id, or null for a group. */
  personId: string | null;
  /** The group's chat id, or null for a person. */
  chatId: string | null;
  subject: string;
  /** What the card shows when it is not the present state: a digest's figures, a morning's items. */
  frozen: object | null;
  priority: number;
  state: OutboxState;
  /** The version that should be shown, and the one that is; 0 = not sent yet. */
  want: number;
  shown: number;
  /** A newer card on the same subject took this one's place. */
  superseded: boolean;
  /** The form this reader opened, and the form on the card as last shown. */
  openForm: string | null;
  shownForm: string | null;
  /** How many items the card listed when last shown. */
  shownCount: number | null;
  shownAt: Date | null;
  /** When the row may be taken next, in milliseconds; a claim moves it to the lease's end. */
  visibleAt: number;
  token: string | null;
  attempts: number;
  firstTriedAt: Date | null;
  /** Counts on when a send is repeated under a new `uuid`. */
  generation: number;
  messageId: string | null;
  sentAt: Date | null;
  /** Why it is parked, in words for the operator. */
  reason: string | null;
  /** What kept it from arriving: a class of failure, or `repeated` when it may have arrived twice. */
  trouble: Trouble | null;
  /** When the operator was told of it, in milliseconds. */
  toldAt: number | null;
  /** The day on whose budget it rings for its reader; `null` for an answer, a red event or a group. */
  ringsOn: string | null;
  /** It is sent urgently in the app; `null` is no. */
  urgent: boolean | null;
  createdAt: Date;
};

export const OutboxTable = defineTable<OutboxRow>(
  "outbox",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    idemKey: { ...key(160), name: "idem_key" },
    personId: { ...maybe(key(36)), name: "person_id" },
    chatId: { ...maybe(key(128)), name: "chat_id" },
    subject: key(80),
    frozen: maybe(json()),
    priority: whole(),
    state: key(16),
    want: whole(),
    shown: whole(),
    superseded: flag(),
    openForm: { ...maybe(key(40)), name: "open_form" },
    shownForm: { ...maybe(key(40)), name: "shown_form" },
    shownCount: { ...maybe(whole()), name: "shown_count" },
    shownAt: { ...maybe(instant()), name: "shown_at" },
    visibleAt: { ...millis(), name: "visible_at" },
    token: maybe(key(36)),
    attempts: whole(),
    firstTriedAt: { ...maybe(instant()), name: "first_tried_at" },
    generation: whole(),
    messageId: { ...maybe(key(128)), name: "message_id" },
    sentAt: { ...maybe(instant()), name: "sent_at" },
    reason: maybe(text()),
    trouble: maybe(key(16)),
    toldAt: { ...maybe(millis()), name: "told_ms" },
    ringsOn: { ...maybe(day()), name: "rings_on" },
    urgent: maybe(flag()),
    createdAt: { ...instant(), name: "created_at" },
  },
  [
    { name: "outbox_idem_key", columns: ["districtId", "idemKey"], unique: true },
    { name: "outbox_due", columns: ["districtId", "state", "visibleAt"] },
    {
      name: "outbox_lane",
      columns: ["districtId", "state", "messageId", "priority", "visibleAt", "id"],
    },
    { name: "outbox_subject", columns: ["districtId", "subject", "personId"] },
    { name: "outbox_living", columns: ["districtId", "subject", "superseded", "personId"] },
    { name: "outbox_trouble", columns: ["districtId", "trouble", "toldAt"] },
    { name: "outbox_rung", columns: ["districtId", "personId", "ringsOn"] },
    { name: "outbox_message", columns: ["districtId", "messageId"] },
  ],
);
