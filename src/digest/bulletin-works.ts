import { dayOf } from "../dates.ts";
import { officialDocument } from "../files/official.ts";
import { keepBytes } from "../files/store.ts";
import { openApartWork, type ApartParts } from "../jobs/apart-work.ts";
import { bulletinDocument } from "./bulletin-document.ts";
import { issueBulletin, type File } from "./bulletin-issue.ts";
import { BulletinTable, getBulletin, type BulletinRow } from "./bulletin-store.ts";
import { bulletinView } from "./bulletin-view.ts";
import { bulletinCode } from "./bulletin.ts";

/** A document takes a second. */
const LEASE_MS = 60_000;

export type BulletinParts = ApartParts & { chat: string | undefined; dir: string };

/** One pass over the bulletins that were approved: each is laid out outside of any turn, then goes out in one. */
export const openBulletinWorks = (parts: BulletinParts): (() => Promise<number>) =>
  openApartWork<BulletinRow, { file: File | null }>(parts, {
    name: "bulletin",
    table: BulletinTable,
    states: ["approved"],
    leaseMs: () => LEASE_MS,
    still: () => ({ state: "approved" }),
    work: async (row) => ({ file: await made(parts, row) }),
    failed: () => ({ file: null }),
    settle: async (turn, { id }, { file }) =>
      issueBulletin(turn, await getBulletin(turn, { id }), file, parts.chat),
  });

/** The document's name and hash; its bytes lie in the files' store. */
async function made({ door, turnOf, clock, dir }: BulletinParts, row: BulletinRow): Promise<File> {
  const document = await door(async (tx) => {
    const turn = turnOf(tx, row.campaign, clock.now());
    const view = await bulletinView(turn, row, null);
    const { name, district } = turn.campaign;
    const issuedOn = dayOf(row.approvedAt ?? turn.now, district.timezone);
    return bulletinDocument({ view, campaignName: name, untilOn: row.figures.untilOn }, issuedOn);
  });
  const { sha256 } = await keepBytes(dir, await officialDocument(document));
  return { name: `${bulletinCode(row)}.docx`, sha256 };
}
