import { defineTable, instant, json, key } from "../db/define.ts";
import type { Turn } from "../turn.ts";
import { differing } from "./differing.ts";

type KeptRow = { districtId: string; campaign: string; said: object; keptAt: Date };

/** What the campaign file said at the last start: what it says now is compared with it. */
export const KeptCampaignTable = defineTable<KeptRow>("kept_campaign", {
  districtId: { ...key(), primary: true, name: "district_id" },
  campaign: { ...key(), primary: true },
  said: json(),
  keptAt: { ...instant(), name: "kept_at" },
});

export async function keepCampaign({ tx, district, campaign, now }: Turn): Promise<void> {
  const rows = tx.getRepository(KeptCampaignTable);
  const kept = { said: plainly(campaign), keptAt: now };
  const known = await rows.update({ districtId: district, campaign: campaign.key }, kept);
  if (!known.affected) await rows.insert({ districtId: district, campaign: campaign.key, ...kept });
}

/** What else the file says than at the last start: ladders, times, wording. Duties' days are compared with the tasks. */
export async function campaignChanges({ tx, district, campaign }: Turn): Promise<string[]> {
  const kept = await tx
    .getRepository(KeptCampaignTable)
    .findOneBy({ districtId: district, campaign: campaign.key });
  if (!kept) return [];
  return differing(kept.said, plainly(campaign)).filter((line) => !OF_TASKS.test(line));
}

const OF_TASKS = /^(changes\b|duties\.[^.：]+\.due\b|(duties|units)\.[^.：]+：)/;

/** As it is kept: what is not written is not there. */
const plainly = (campaign: Turn["campaign"]): object => JSON.parse(JSON.stringify(campaign));
