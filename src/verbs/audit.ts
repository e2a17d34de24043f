import { verifyChain } from "../campaign/chain.ts";
import { readHouse } from "../house.ts";
import { openDatabase } from "../db/database.ts";
import { readSettings } from "../env.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import { Refusal } from "../errors.ts";
import { TABLES } from "../tables.ts";
import { z } from "zod";
import type { DataSource } from "typeorm";

const USAGE =
  "用法：npm run -s duban -- audit verify [日报末行的留痕 …]，例：audit verify 128-3f9a0c2be1d47a05";
const ROOT = /^\d+-[0-9a-f]{16}$/;
const Published = z.object({ root: z.string().regex(ROOT) });

/** Goes through each district's history; exit 1 names the first line that was altered, removed or cut off. */
export async function auditVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const [word, ...roots] = args;
  const strange = roots.find((root) => !ROOT.test(root));
  if (word !== "verify" || strange !== undefined)
    throw new Refusal(strange === undefined ? USAGE : `不是留痕：${strange}\n${USAGE}`);
  const settings = readSettings(env);
  const { campaigns } = readHouse(settings.CONFIG_DIR);
  const db = await openDatabase(settings.DATABASE_URL, TABLES);
  try {
    let wrongs = 0;
    for (const district of new Set(campaigns.map((campaign) => campaign.district.key))) {
      const anchors = [...(await published(db, district)), ...roots];
      const { lines, wrong } = await verifyChain(db.manager, district, anchors);
      console.log(`${district}：${lines}条，${anchors.length}处留痕，${wrong ?? "没有改动"}`);
      if (wrong) wrongs += 1;
    }
    return wrongs === 0 ? 0 : 1;
  } finally {
    await db.destroy();
  }
}

/** Roots that digests carried: whoever alters a line would have to alter these too, and what the group saw. */
async function published(db: DataSource, districtId: string): Promise<string[]> {
  const digests = await db
    .getRepository(OutboxTable)
    .createQueryBuilder("card")
    .where("card.districtId = :districtId AND card.subject LIKE 'digest:%'", { districtId })
    .getMany();
  return digests.flatMap(({ frozen }) => {
    const read = Published.safeParse(frozen);
    return read.success && !read.data.root.startsWith("0-") ? [read.data.root] : [];
  });
}
