import { Refusal, SetupError } from "./errors.ts";
import { openLastResort } from "./last-resort.ts";
import { inBrief, openLog } from "./log.ts";

type Verb = (args: string[], env: Record<string, string | undefined>) => Promise<number>;

const BAD_USE = 2;
const BAD_SETUP = 78;

/** Verb → what it does; loaded only when asked for. */
const VERBS: Record<string, () => Promise<Verb>> = {
  serve: async () => (await import("./verbs/serve.ts")).serveVerb,
  demo: async () => (await import("./verbs/demo.ts")).demoVerb,
  check: async () => (await import("./verbs/check.ts")).checkVerb,
  migrate: async () => (await import("./verbs/migrate.ts")).migrateVerb,
  accounts: async () => (await import("./verbs/accounts.ts")).accountsVerb,
  audit: async () => (await import("./verbs/audit.ts")).auditVerb,
  release: async () => (await import("./verbs/release.ts")).releaseVerb,
  plan: async () => (await import("./verbs/plan.ts")).planVerb,
  export: async () => (await import("./verbs/export.ts")).exportVerb,
  import: async () => (await import("./verbs/import.ts")).importVerb,
  backup: async () => (await import("./verbs/backup.ts")).backupVerb,
  restore: async () => (await import("./verbs/restore.ts")).restoreVerb,
  help: async () => (await import("./verbs/help.ts")).helpVerb,
};

async function run([word = "help", ...args]: string[]): Promise<number> {
  const load = VERBS[word === "--help" || word === "-h" ? "help" : word];
  if (!load) {
    console.error(`没有“${word}”这个命令。现在能用的命令请看：npm run -s duban -- help`);
    return BAD_USE;
  }
  const verb = await load();
  return verb(args, process.env);
}

openLastResort(openLog("error"));
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof SetupError) {
    console.error(`启动前请先改好以下 ${error.mistakes.length} 处：`);
    for (const mistake of error.mistakes) console.error(`  · ${mistake}`);
    process.exitCode = BAD_SETUP;
  } else if (error instanceof Refusal) {
    console.error(error.message);
    process.exitCode = BAD_USE;
  } else if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    console.error("端口已被占用。请换一个，例：PORT=3001 npm run demo，或在 .env 里改 PORT。");
    process.exitCode = BAD_SETUP;
  } else {
    console.error(`出错了：${inBrief(error).message}`);
    process.exitCode = 1;
  }
}
