import { LessThan } from "typeorm";
import { day, defineTable, flag, id, instant, json, key } from "../db/define.ts";
import type { Turn } from "../turn.ts";
import type { Figures } from "./figures.ts";

/** One day's digest, its figures frozen. */
export type Digest = {
  id: string;
  districtId: string;
  campaign: string;
  on: string;
  figures: Figures;
  /** Nobody got it: its time had passed by more than two hours, or there was no chat. Kept, and named in the next one. */
  skipped: boolean;
  madeAt: Date;
};

export const DigestTable = defineTable<Digest>(
  "digest",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    on: { ...day(), name: "on_day" },
    figures: json(),
    skipped: flag(),
    madeAt: { ...instant(), name: "made_at" },
  },
  [{ name: "digest_day", columns: ["districtId", "campaign", "on"], unique: true }],
);

export const digestOf = (turn: Turn, on: string): Promise<Digest | null> =>
  turn.tx
    .getRepository(DigestTable)
    .findOneBy({ districtId: turn.district, campaign: turn.campaign.key, on });

/** The last ones before a day, skipped or not, the newest first. */
export const digestsBefore = (turn: Turn, on: string, most: number): Promise<Digest[]> =>
  turn.tx.getRepository(DigestTable).find({
    where: { districtId: turn.district, campaign: turn.campaign.key, on: LessThan(on) },
    order: { on: "DESC" },
    take: most,
  });

/** The last one that was sent before a day. */
export const lastSentBefore = (turn: Turn, on: string): Promise<Digest | null> =>
  turn.tx.getRepository(DigestTable).findOne({
    where: { districtId: turn.district, campaign: turn.campaign.key, on: LessThan(on), skipped: false },
    order: { on: "DESC" },
  });

/** The newest digests first. */
export const latestDigests = (turn: Turn, most: number): Promise<Digest[]> =>
  turn.tx.getRepository(DigestTable).find({
    where: { districtId: turn.district, campaign: turn.campaign.key },
    order: { on: "DESC" },
    take: most,
  });
