import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";
import { SetupError } from "./errors.ts";

const FEISHU = "https://open.feishu.cn";
const LARK = "https://open.larksuite.com";

const keys = z
  .string()
  .default("")
  .transform((list) =>
    list
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean),
  )
  .refine((list) => list.length <= 2, "最多写两个，用逗号隔开（轮换期间新旧并用）");

const Settings = z.object({
  FEISHU_APP_ID: z
    .string("必填，例：cli_a0b1c2d3e4f50617")
    .regex(/^cli_[0-9a-zA-Z]{4,40}$/, "应以 cli_ 开头，例：cli_a0b1c2d3e4f50617"),
  FEISHU_APP_SECRET: z.string("必填，在飞书开发者后台“凭证与基础信息”里复制").min(1, "不能为空"),
  FEISHU_ENCRYPT_KEY: keys,
  FEISHU_VERIFICATION_TOKEN: keys,
  FEISHU_TENANT_KEY: z
    .string()
    .regex(/^[0-9a-zA-Z_-]{1,64}$/, "应是本企业的 tenant_key，例：2ca1d211f64f6438")
    .optional(),
  FEISHU_DOMAIN: z
    .url({ protocol: /^https?$/, error: `应是网址，例：${FEISHU}` })
    .default(FEISHU)
    .transform((url) => url.replace(/\/+$/, "")),
  FEISHU_MONTHLY_CALLS: z.coerce
    .number("应是每月可调用接口的次数，例：10000")
    .int("应是整数，例：10000")
    .min(1, "应是每月可调用接口的次数，例：10000")
    .optional(),
  FEISHU_TRANSPORT: z.enum(["webhook", "websocket"], "只能是 webhook 或 websocket").default("webhook"),
  DATABASE_URL: z
    .string()
    .regex(/^(mysql:\/\/.+|sqlite:.+)$/, "应是 mysql://用户:密码@主机:3306/库名 或 sqlite:文件路径")
    .refine(
      (url) => url.startsWith("sqlite:") || URL.canParse(url),
      "不是网址；密码里的 / @ : # 等写成 %2F %40 %3A %23",
    )
    .default("sqlite:./data/duban.sqlite"),
  CONFIG_DIR: z.string().default("./config"),
  JOINT_MEETING_CHAT_ID: z
    .string()
    .regex(/^oc_[A-Za-z0-9_-]+$/, "应以 oc_ 开头，在群设置里复制会话 ID")
    .optional(),
  FILES_DIR: z.string().default("./data/files"),
  ALIVE_FILE: z.string().optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce
    .number("应是 0–65535 的整数，例：3000")
    .int("应是整数，例：3000")
    .min(0)
    .max(65535, "应是 0–65535 的整数，例：3000")
    .default(3000),
  LEASE_SECONDS: z.coerce
    .number("应是 2–120 的整数，例：30")
    .int("应是整数，例：30")
    .min(2, "应是 2–120 的整数，例：30")
    .max(120, "应是 2–120 的整数，例：30")
    .default(30),
  WATCHDOG_SECONDS: z.coerce
    .number("应是 3–600 的整数，例：60")
    .int("应是整数，例：60")
    .min(3, "应是 3–600 的整数，例：60")
    .max(600, "应是 3–600 的整数，例：60")
    .default(60),
  LOG_LEVEL: z
    .enum(["silent", "fatal", "error", "warn", "info", "debug"], "只能是 silent fatal error warn info debug")
    .default("info"),
  DUBAN_CLOCK: z.iso
    .datetime({ offset: true, error: "应是带时区的时刻，例：2021-06-18T08:30:00+08:00" })
    .transform((iso) => new Date(iso))
    .optional(),
  HEARTBEAT_URL: z.url("应是网址").optional(),
});

export type Settings = z.output<typeof Settings>;
export const SETTING_NAMES: readonly string[] = Object.keys(Settings.shape);

/** What no log may show. */
export const secretsIn = (settings: Settings): string[] => {
  const { FEISHU_APP_SECRET, FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN, DATABASE_URL } = settings;
  const { password } = URL.canParse(DATABASE_URL) ? new URL(DATABASE_URL) : { password: "" };
  return [FEISHU_APP_SECRET, ...FEISHU_ENCRYPT_KEY, ...FEISHU_VERIFICATION_TOKEN, password].flatMap((each) =>
    each ? [each, ...decoded(each)] : [],
  );
};

function decoded(written: string): string[] {
  try {
    return [decodeURIComponent(written)];
  } catch {
    return [];
  }
}

type Raw = Record<string, string | undefined>;

/** What settings may not be together; looked at even when single ones are wrong, so that all is said at once. */
function contradictions(raw: Raw): string[] {
  const transport = raw["FEISHU_TRANSPORT"] ?? "webhook";
  const domain = (raw["FEISHU_DOMAIN"] ?? FEISHU).replace(/\/+$/, "");
  const wrong: string[] = [];
  if (transport === "webhook") {
    if (!raw["FEISHU_ENCRYPT_KEY"])
      wrong.push("FEISHU_ENCRYPT_KEY：用 webhook 时必填，在“事件与回调 → 加密策略”里设置");
    if (!raw["FEISHU_VERIFICATION_TOKEN"])
      wrong.push("FEISHU_VERIFICATION_TOKEN：用 webhook 时必填，在“事件与回调 → 加密策略”里复制");
  }
  if (transport === "websocket" && domain === LARK)
    wrong.push("FEISHU_TRANSPORT：Lark 不支持长连接，请改用 webhook");
  if (raw["DUBAN_CLOCK"] && (domain === FEISHU || domain === LARK)) {
    wrong.push("DUBAN_CLOCK：只能用于演练；连接真实飞书时请删去这一项");
  }
  return wrong.map((rule) => `设置 ${rule}`);
}

/** The environment, with `.env` filling what it leaves out; all mistakes at once, each with its rule and an example. */
export function readSettings(environment: Raw, file = ".env"): Settings {
  const written = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const given = { ...written, ...environment };
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const result = Settings.safeParse(filled);
  const together = contradictions(filled);
  if (result.success && together.length === 0) return result.data;
  const single = result.success
    ? []
    : result.error.issues.map(({ path, message }) => `设置 ${path.join(".")}：${message}`);
  throw new SetupError([...single, ...together]);
}
