import { Not } from "typeorm";
import { defineTable, flag, id, instant, json, key, maybe, millis, text, whole } from "../db/define.ts";
import { changed, changeRows, findRow, insertRows } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import type { Card } from "../../cards/elements.ts";
import { show } from "../jobs/show.ts";
import type { Turn } from "../turn.ts";
import type { Bulletin } from "./bulletin.ts";

/** The document, made outside of any turn, and the card as it was issued. */
export type BulletinFile = {
  documentName: string;
  sha256: string | null;
  card: Card | null;
  visibleAt: number;
  token: string | null;
  attempts: number;
};

export type BulletinRow = Bulletin & BulletinFile & { districtId: string };

export const BulletinTable = defineTable<BulletinRow>(
  "bulletin",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    state: key(16),
    causes: json(),
    figures: json(),
    situation: text(),
    practice: text(),
    demands: text(),
    correction: text(),
    corrects: maybe(key(36)),
    year: maybe(whole()),
    number: maybe(whole()),
    submittedBy: { ...maybe(key(36)), name: "submitted_by" },
    submittedAt: { ...maybe(instant()), name: "submitted_at" },
    returnReason: { ...text(), name: "return_reason" },
    approvedBy: { ...maybe(key(36)), name: "approved_by" },
    approvedAt: { ...maybe(instant()), name: "approved_at" },
    isAlone: { ...flag(), name: "is_alone" },
    madeAt: { ...instant(), name: "made_at" },
    version: whole(),
    documentName: { ...key(120), name: "document_name" },
    sha256: maybe(key(64)),
    card: maybe(json()),
    visibleAt: { ...millis(), name: "visible_at" },
    token: maybe(key(36)),
    attempts: whole(),
  },
  [
    { name: "bulletin_number", columns: ["districtId", "year", "number"], unique: true },
    { name: "bulletin_state", columns: ["districtId", "campaign", "state"] },
  ],
);

const NO_FILE: BulletinFile = {
  documentName: "",
  sha256: null,
  card: null,
  visibleAt: 0,
  token: null,
  attempts: 0,
};

/** The office's queue lists what is open. */
const QUEUE = "queue:office";

export const subjectOf = ({ id: bulletinId }: Pick<Bulletin, "id">): string => `bulletin:${bulletinId}`;

/** The bulletin at the version that the card showed; without one, as it is. */
export async function getBulletin(
  turn: Turn,
  { id: bulletinId, rev }: { id: string; rev?: number },
): Promise<BulletinRow> {
  const found = await findRow(turn.tx, BulletinTable, { districtId: turn.district, id: bulletinId });
  if (!found) throw new Refusal("没有找到这期通报，发“通报”可看各期");
  if (rev !== undefined && rev !== found.version) throw new StaleCard();
  return found;
}

export async function addBulletin(turn: Turn, bulletin: Bulletin): Promise<void> {
  await insertRows(turn.tx, BulletinTable, [{ ...bulletin, ...NO_FILE, districtId: turn.district }]);
  show(turn, QUEUE);
}

/** Keeps a new version; every copy of its card follows. Somebody was faster: nothing is kept. */
export async function saveBulletin(
  turn: Turn,
  before: BulletinRow,
  after: BulletinRow,
): Promise<BulletinRow> {
  const version = before.version + 1;
  const here = { districtId: turn.district, id: before.id, version: before.version };
  const kept = await changeRows(turn.tx, BulletinTable, here, { ...changed(before, after), version });
  if (kept === 0) throw new StaleCard();
  show(turn, subjectOf(after));
  if (after.state !== before.state) show(turn, QUEUE);
  return { ...after, version };
}

const bulletins = (turn: Turn) => turn.tx.getRepository(BulletinTable);
const ours = ({ district, campaign }: Turn) => ({ districtId: district, campaign: campaign.key });

/** What is being drafted or waits to be approved, the oldest first. */
export const openBulletins = async (turn: Turn): Promise<BulletinRow[]> =>
  await bulletins(turn).find({
    where: [
      { ...ours(turn), state: "draft" },
      { ...ours(turn), state: "submitted" },
    ],
    order: { id: "ASC" },
  });

/** What was approved, the newest first. */
export const issuedBulletins = (turn: Turn, most: number): Promise<BulletinRow[]> =>
  bulletins(turn).find({
    where: [
      { ...ours(turn), state: "approved" },
      { ...ours(turn), state: "issued" },
    ],
    order: { year: "DESC", number: "DESC" },
    take: most,
  });

/** The last regular one that was approved: the next one goes on from its cut-off. */
export async function lastRegular(turn: Turn): Promise<BulletinRow | null> {
  const issued = await bulletins(turn).find({
    where: { ...ours(turn), number: Not(0) },
    order: { approvedAt: "DESC" },
    take: 50,
  });
  return issued.find(({ corrects, approvedAt }) => corrects === null && approvedAt !== null) ?? null;
}

/** By the number people call it by; without a year, the newest of that number. */
export const bulletinByNumber = (
  turn: Turn,
  { year, number }: { year: number | null; number: number },
): Promise<BulletinRow | null> =>
  bulletins(turn).findOne({
    where: { ...ours(turn), number, ...(year === null ? {} : { year }) },
    order: { year: "DESC" },
  });
