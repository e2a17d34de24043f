import type { Duty } from "../campaign/definition.ts";
import { packDays } from "../campaign/packs.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Job } from "../jobs/schedule.ts";
import type { Person, Turn } from "../turn.ts";
import { clerksOf } from "./clerks.ts";
import { dutyAsked, packOf } from "./pack.ts";
import type { PackContent } from "./pack-content.ts";
import { mustMerge } from "./pack-view.ts";

/** Who handed in and the sums, frozen as the card names it; the reports themselves are in its file. */
async function inShort(turn: Turn, duty: Duty): Promise<PackContent> {
  const pack = await packOf(turn, duty);
  return { ...pack, units: pack.units.map((unit) => ({ ...unit, report: null })) };
}

/** `汇总 OB3`: for the office, as of now. */
export async function sendPack(turn: Turn, by: Person, rest: string, at: string): Promise<void> {
  mustMerge(by);
  const duty = dutyAsked(turn.campaign, rest, turn.today);
  const frozen = await inShort(turn, duty);
  if (frozen.units.length === 0) throw new Refusal(`${duty.name}还没有下发，下发后再汇总`);
  const to = { person: by.id };
  await post(turn, to, `pack:${duty.key}`, { key: `asked:${at}`, own: true, priority: 0, frozen });
}

/** The morning after a duty's last day: the office gets its pack, with who is missing. */
export const sendPacks: Job = ({ campaign, calendar }, from, to) =>
  Promise.resolve(
    packDays(campaign, calendar, from, to).map(({ on, at, duty }) => ({
      kind: "pack",
      on,
      key: duty.key,
      at,
      fire: async (turn) => {
        const frozen = await inShort(turn, duty);
        for (const { id } of await clerksOf(turn))
          await post(turn, { person: id }, `pack:${duty.key}`, { key: `due:${campaign.key}:${on}`, frozen });
      },
    })),
  );
