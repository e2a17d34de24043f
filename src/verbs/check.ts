import { canRewriteHistory } from "../db/accounts.ts";
import { openDatabase } from "../db/database.ts";
import { missingMigrations } from "../db/migrate.ts";
import { runningClock, systemNow } from "../clock.ts";
import { readSettings, type Settings } from "../env.ts";
import { SetupError } from "../errors.ts";
import { openFeishu } from "../feishu/client.ts";
import type { Feishu } from "../feishu/feishu.ts";
import { readHouse } from "../house.ts";
import { inBrief, openLog } from "../log.ts";
import { TABLES } from "../tables.ts";
import { unitName, type Campaign } from "../campaign/definition.ts";
import type { RosterRow } from "../campaign/roster.ts";
import { dayOf } from "../dates.ts";
import { differencesIn } from "./diff.ts";
import { flagsIn } from "./flags.ts";
import { line, type Line } from "./line.ts";
import { quotaIn } from "./quota.ts";

type House = ReturnType<typeof readHouse>;

/** So many units fit on every card, whatever is written there; beyond that the longest ones may leave plainer. */
const UNITS_ON_A_CARD = 40;

/** Looks at everything the operator set up; exit 1 when anything is wrong. */
export async function checkVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const flags = flagsIn(args, ["--offline", "--diff"]);
  const settings = attempt("设置", () => readSettings(env));
  const house = attempt("文件", () =>
    readHouse(env["CONFIG_DIR"] || settings.value?.CONFIG_DIR || "./config"),
  );
  const lines = [
    ...settings.lines,
    ...house.lines,
    ...(house.value ? filesIn(house.value) : []),
    ...(settings.value ? await databaseOf(settings.value, house.value, flags.has("--diff")) : []),
    ...(await feishuOf(settings.value, house.value, flags.has("--offline"))),
  ];
  for (const { what, state, note } of lines)
    console.log(`${state.padEnd(2, "　")}  ${what}${note ? `：${note}` : ""}`);
  const wrong = lines.filter(({ state }) => state === "错").length;
  console.log(wrong === 0 ? "检查通过，可以启动。" : `有 ${wrong} 处要改，改好后再运行一次。`);
  return wrong === 0 ? 0 : 1;
}

function attempt<Value>(what: string, read: () => Value): { value: Value | null; lines: Line[] } {
  try {
    return { value: read(), lines: [line(what, "好")] };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { value: null, lines: error.mistakes.map((mistake) => line(mistake, "错")) };
  }
}

function filesIn({ campaigns, calendar, roster }: House): Line[] {
  return campaigns.flatMap((campaign) => {
    const today = dayOf(systemNow(), campaign.district.timezone);
    const ended = (campaign.phases.at(-1)?.due ?? "") < today;
    const counts = `${campaign.phases.length}个阶段、${campaign.units.length}个单位、${campaign.duties.length}项报送`;
    return [
      line(
        `行动 ${campaign.short}`,
        ended ? "注意" : "好",
        ended ? `${counts}；行动已经结束，启动后不再推送` : counts,
      ),
      ...crowd(campaign),
      ...vacancies(campaign, roster),
      ...(calendar.isAnnounced(today)
        ? []
        : [line("放假安排", "注意", "今年的通知还没有写进 holidays.yaml，日期按预计")]),
    ];
  });
}

function crowd({ short, units }: Campaign): Line[] {
  if (units.length <= UNITS_ON_A_CARD) return [];
  const note = `超过${UNITS_ON_A_CARD}个，字多时日报、通报的卡片放不下会发简版；请先用演示试，或分成两个行动文件`;
  return [line(`单位数 ${short}`, "注意", note)];
}

/** Units in which nobody can sign: their tasks wait on the office's list. */
const vacancies = (campaign: Campaign, roster: readonly RosterRow[]): Line[] =>
  campaign.units
    .filter(
      ({ key }) =>
        !roster.some(({ unit, seat }) => unit === key && ["lead", "deputy", "liaison"].includes(seat)),
    )
    .map(({ name }) => line(`席位 ${name}`, "注意", "没有负责人、B角或联络员，任务会列入办公室待办"));

/** With a house: also what the next start would change. */
async function databaseOf(
  { DATABASE_URL, DUBAN_CLOCK, FEISHU_MONTHLY_CALLS }: Settings,
  house: House | null,
  compares: boolean,
): Promise<Line[]> {
  const compared = compares ? house : null;
  const timezone = house?.campaigns[0]?.district.timezone ?? "Asia/Shanghai";
  try {
    const db = await openDatabase(DATABASE_URL, TABLES);
    try {
      const missing = await missingMigrations(db);
      if (missing.length === 0)
        return [
          line("数据库", "好"),
          ...((await canRewriteHistory(db))
            ? [line("数据库账号", "注意", "能改写办理记录；accounts 列出够用的账号和授权")]
            : []),
          await quotaIn(db, FEISHU_MONTHLY_CALLS ?? null, timezone, runningClock(DUBAN_CLOCK).now()),
          ...(compared ? await differencesIn(db, compared, DUBAN_CLOCK) : []),
        ];
      const unread = compared ? "；请先运行 migrate，再对照变更" : "";
      return [line("数据库", "注意", `启动时会升级 ${missing.length} 步，也可先运行 migrate${unread}`)];
    } finally {
      await db.destroy();
    }
  } catch (error) {
    return [line("数据库", "错", inBrief(error).message)];
  }
}

const SCOPES = [
  "im:message:send_as_bot",
  "im:message.p2p_msg:readonly",
  "im:message.group_at_msg:readonly",
  "im:resource",
  "im:chat:read",
  "contact:user.id:readonly",
  "contact:user.base:readonly",
];

async function feishuOf(settings: Settings | null, house: House | null, offline: boolean): Promise<Line[]> {
  if (offline) return [line("飞书", "跳过", "按 --offline 没有连接")];
  if (!settings) return [line("飞书", "跳过", "先改好设置")];
  const feishu = openFeishu({
    appId: settings.FEISHU_APP_ID,
    appSecret: settings.FEISHU_APP_SECRET,
    domain: settings.FEISHU_DOMAIN,
    clock: runningClock(settings.DUBAN_CLOCK),
    log: openLog("silent"),
  });
  const bot = await feishu.botInfo();
  if (!bot.ok)
    return [
      line("飞书凭证", "错", `${bot.error.code} ${bot.error.message}；请核对 App ID、App Secret 和网络`),
    ];
  return [
    line("飞书凭证", "好", bot.value.name),
    ...(await scopesOf(feishu)),
    ...(await groupOf(feishu, settings, house)),
    ...(house ? await seatsOf(feishu, house) : []),
  ];
}

async function scopesOf(feishu: Feishu): Promise<Line[]> {
  const granted = await feishu.scopes();
  if (!granted.ok) return [line("权限", "注意", `读不到权限清单（${granted.error.code}），请在后台核对`)];
  const missing = SCOPES.filter((scope) => !granted.value.includes(scope));
  return missing.length === 0
    ? [line("权限", "好", `${SCOPES.length}项`)]
    : missing.map((scope) => line(`权限 ${scope}`, "错", "请在“权限管理”里开通，并发布新版本"));
}

async function groupOf(feishu: Feishu, settings: Settings, house: House | null): Promise<Line[]> {
  const chatId = settings.JOINT_MEETING_CHAT_ID ?? house?.campaigns[0]?.joint_meeting.chat_id;
  if (!chatId) return [line("联席会议群", "错", "没有设置 JOINT_MEETING_CHAT_ID，日报发不出去")];
  const chat = await feishu.chat(chatId);
  return [
    chat.ok
      ? line("联席会议群", "好", chat.value.name)
      : line("联席会议群", "错", `${chat.error.code}；请把机器人拉进群，并核对会话 ID`),
  ];
}

/** Every seat's person, found in Feishu; named by seat, never by number. */
async function seatsOf(feishu: Feishu, { campaigns, roster }: House): Promise<Line[]> {
  const campaign = campaigns[0];
  if (!campaign) return [];
  const asking = roster.filter(({ open_id }) => !open_id);
  const found = await feishu.resolveIds({
    mobiles: asking.flatMap(({ mobile }) => (mobile ? [mobile] : [])),
    emails: asking.flatMap(({ mobile, email }) => (!mobile && email ? [email] : [])),
  });
  const known = new Map<string, boolean>();
  const lines: Line[] = [];
  for (const { unit, seat, name, mobile, email, open_id, line: at } of roster) {
    const openId = open_id || (found.ok ? found.value.get(mobile || email) : undefined);
    if (openId && !known.has(openId)) known.set(openId, (await feishu.user(openId)).ok);
    if (openId && known.get(openId)) continue;
    const why = openId ? "在飞书里找不到，或不在应用可用范围" : "手机号或邮箱在飞书里找不到";
    lines.push(line(`名册第${at}行 ${unitName(campaign, unit)} ${seat} ${name}`, "错", why));
  }
  return lines.length > 0 ? lines : [line("名册", "好", `${roster.length}个席位都能找到本人`)];
}
