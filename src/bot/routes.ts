import type { EntityManager } from "typeorm";
import type { Calendar } from "../campaign/calendar.ts";
import type { Campaign } from "../campaign/definition.ts";
import { personByOpenId, PersonTable } from "../campaign/people.ts";
import { dayOf } from "../dates.ts";
import { findRow } from "../db/statements.ts";
import { OutboxTable, type OutboxRow } from "../jobs/outbox-table.ts";
import type { Turn } from "../turn.ts";

export type House = { campaigns: readonly Campaign[]; calendar: Calendar };

/** Opens a turn of one campaign within a transaction. */
export const openTurn = (
  house: House,
  tx: EntityManager,
  campaign: Campaign,
  now: Date,
  source = "clock",
): Turn => ({
  tx,
  district: campaign.district.key,
  campaign,
  calendar: house.calendar,
  now,
  today: dayOf(now, campaign.district.timezone),
  source,
});

const firstOf = (house: House): Campaign => {
  const first = house.campaigns[0];
  if (!first) throw new Error("no campaign");
  return first;
};

export const districtsOf = (house: House): string[] => [
  ...new Set(house.campaigns.map(({ district }) => district.key)),
];

export const campaignOf = (house: House, key: string): Campaign =>
  house.campaigns.find((each) => each.key === key) ?? firstOf(house);

/** The card that a message id stands for. */
export async function cardByMessage(
  house: House,
  tx: EntityManager,
  messageId: string | null | undefined,
): Promise<OutboxRow | null> {
  if (!messageId) return null;
  return findRow(tx, OutboxTable, { districtId: districtsOf(house), messageId });
}

/** The card that was pressed, whose campaign it belongs to, and who pressed it: asked for together. */
export async function pressed(
  house: House,
  tx: EntityManager,
  { messageId, openId }: { messageId: string; openId: string },
  now: Date,
) {
  const districts = districtsOf(house);
  const turnIn = (district: string) =>
    openTurn(
      house,
      tx,
      house.campaigns.find((each) => each.district.key === district) ?? firstOf(house),
      now,
    );
  const [row, ...people] = await Promise.all([
    cardByMessage(house, tx, messageId),
    ...districts.map((district) => personByOpenId(turnIn(district), openId)),
  ]);
  const knows = ({ district }: Campaign) => people[districts.indexOf(district.key)] ?? null;
  const campaign = row ? campaignOf(house, row.campaign) : (house.campaigns.find(knows) ?? firstOf(house));
  return { row, campaign, by: knows(campaign) };
}

/** The campaign a sender's words belong to when no card says which: the first one whose district knows them. */
export async function campaignOfSender(house: House, tx: EntityManager, openId: string): Promise<Campaign> {
  if (house.campaigns.length === 1) return firstOf(house);
  for (const campaign of house.campaigns) {
    const known = await tx
      .getRepository(PersonTable)
      .findOneBy({ districtId: campaign.district.key, openId });
    if (known) return campaign;
  }
  return firstOf(house);
}
