import { join } from "node:path";
import { APP } from "../house.ts";

/** What the operator's settings say of a database and its files. */
export const settingsOf = (dir: string, database: string) => ({
  FEISHU_APP_ID: APP.appId,
  FEISHU_APP_SECRET: APP.appSecret,
  FEISHU_ENCRYPT_KEY: APP.encryptKey,
  FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
  DATABASE_URL: database,
  FILES_DIR: join(dir, "files"),
});
