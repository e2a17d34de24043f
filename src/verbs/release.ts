import { openDatabase } from "../db/database.ts";
import { openDoor } from "../db/door.ts";
import { readSettings } from "../env.ts";
import { readHouse } from "../house.ts";
import { release } from "../jobs/quarantine.ts";
import { TABLES } from "../tables.ts";
import { flagsIn } from "./flags.ts";

/** After a restored backup was looked at: lets cards leave again. */
export async function releaseVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  flagsIn(args, []);
  const settings = readSettings(env);
  const districts = [
    ...new Set(readHouse(settings.CONFIG_DIR).campaigns.map(({ district }) => district.key)),
  ];
  const db = await openDatabase(settings.DATABASE_URL, TABLES);
  try {
    const looked = await openDoor(db)((tx) => release(tx, districts));
    console.log(
      looked === null
        ? "没有暂停发送，不用放行。"
        : `已放行。恢复前可能已发出的${looked}张会先到会话里核对，没有的才补发。`,
    );
    return 0;
  } finally {
    await db.destroy();
  }
}
