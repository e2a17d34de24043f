import { openTurn } from "../src/bot/routes.ts";
import { PersonTable } from "../src/campaign/people.ts";
import type { Door } from "../src/db/door.ts";
import { newRowId } from "../src/db/ids.ts";
import { OutboxTable, type OutboxRow } from "../src/jobs/outbox-table.ts";
import type { Template } from "../test/sim/template.ts";

const BATCH = 400;

type Place = { door: Door; house: Template["house"]; now: Date };

/** Sentences to everybody in turn, all due now. */
export async function fillOutbox({ door, house, now }: Place, cards: number): Promise<void> {
  const campaign = house.campaigns[0]!;
  const people = await door((tx) =>
    tx.getRepository(PersonTable).find({ where: { districtId: campaign.district.key } }),
  );
  for (let from = 0; from < cards; from += BATCH)
    await door(async (tx) => {
      const { district } = openTurn(house, tx, campaign, now);
      const rows = Array.from({ length: Math.min(BATCH, cards - from) }, (_each, place) =>
        sentence(from + place, people[(from + place) % people.length]!.id, {
          district,
          campaign: campaign.key,
          now,
        }),
      );
      await tx.createQueryBuilder().insert().into(OutboxTable).values(rows).updateEntity(false).execute();
    });
}

const sentence = (
  at: number,
  personId: string,
  { district, campaign, now }: { district: string; campaign: string; now: Date },
): OutboxRow => ({
  id: newRowId(now),
  districtId: district,
  campaign,
  idemKey: `say:bench-${at}|said`,
  personId,
  chatId: null,
  subject: `say:bench-${at}`,
  frozen: { words: `第${at}句` },
  priority: 1,
  state: "waiting",
  want: 1,
  shown: 0,
  superseded: false,
  openForm: null,
  shownForm: null,
  shownCount: null,
  shownAt: null,
  visibleAt: now.getTime(),
  token: null,
  attempts: 0,
  firstTriedAt: null,
  generation: 0,
  messageId: null,
  sentAt: null,
  reason: null,
  trouble: null,
  toldAt: null,
  ringsOn: null,
  urgent: null,
  createdAt: now,
});
