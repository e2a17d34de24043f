import type { App } from "../app.ts";
import type { Clock } from "../clock.ts";
import { drain, walkTo } from "../walk.ts";
import { findButton, openDriver, type Driver } from "./driver.ts";
import { picture } from "./picture.ts";
import type { Sandbox } from "./server.ts";

const who = (handle: string) => `ou_demo_${handle}`;
const FILE = new TextEncoder().encode("演练用的报送材料");

type Deed = (chat: Driver, settled: () => Promise<void>) => Promise<void>;

type Found = {
  by: string;
  enterprise: string;
  site: string;
  description: string;
  focusPoint: string;
  category: string;
  unit: string;
  person: string;
  dueOn: string;
  measure: string;
};

const register =
  ({ by, ...form }: Found, more: Deed = async () => undefined): Deed =>
  async (chat, settled) => {
    await chat.say(who(by), "登记隐患");
    await settled();
    await chat.press(who(by), "提交登记", form);
    await settled();
    const card = chat.cardsOf(who(by)).at(-1);
    await chat.send(who(by), "整改前.jpg", picture(150), card?.messageId ?? null);
    await settled();
    await more(chat, settled);
  };

/** Photo, request, and a colleague's verification. */
const putRight =
  (by: string, verifier: string, companion: string, done: string): Deed =>
  async (chat, settled) => {
    const card = chat.cardsOf(who(by)).findLast(({ content }) => findButton(content, "申请销号") !== null);
    await chat.send(who(by), "整改后.jpg", picture(90), card?.messageId ?? null);
    await settled();
    await chat.press(who(by), "申请销号");
    await chat.press(who(by), "申请销号", { done });
    await settled();
    await chat.press(who(verifier), "复查通过", { companions: [who(companion)] });
    await settled();
  };

/** The first report, handed in early by those who are quick. */
const handIn =
  (unit: string, figures: Record<string, string>): Deed =>
  async (chat, settled) => {
    const by = who(`${unit}_liaison`);
    await chat.say(by, "我的任务");
    await settled();
    await chat.openRow(by, "报送第一次工作进展情况");
    await settled();
    await chat.press(by, "签收");
    await settled();
    const card = chat.cardsOf(by).findLast(({ content }) => findButton(content, "正式报送") !== null);
    await chat.send(by, "工作进展情况.docx", FILE, card?.messageId ?? null);
    await settled();
    await chat.press(by, "正式报送", {
      percent: "100",
      text: "已完成首轮排查，隐患正在逐条整改。",
      ...figures,
    });
    await settled();
  };

const DEPARTMENTS = ["xctz", "jyj", "kjj", "zjj", "nyj", "swj", "wjj", "yjj", "gaj", "hbj", "jtdd"];
const LOCALITIES = ["bkq", "jiazhen", "yijie", "bingzhen"];
const CLERK = who("clerk_1");

/** Every unit's implementation plan, handed in and passed in the first phase. */
const plans =
  (units: readonly string[]): Deed =>
  async (chat, settled) => {
    for (const unit of units) {
      const by = who(`${unit}_liaison`);
      await chat.press(by, "签收");
      await settled();
      const card = chat.cardsOf(by).findLast(({ content }) => findButton(content, "正式报送") !== null);
      await chat.send(by, "专项治理实施方案.docx", FILE, card?.messageId ?? null);
      await settled();
      await chat.press(by, "正式报送", {
        percent: "100",
        text: "实施方案已印发，职责落实到岗位、明确到人员。",
      });
      await settled();
      await chat.say(CLERK, "待办");
      await settled();
      await chat.openRow(CLERK, "审核：");
      await settled();
      await chat.press(CLERK, "办结通过");
      await settled();
    }
  };

/** What happened before the rehearsal opens. Every step is a real turn of the real bot. */
const PAST: [at: string, deed: Deed][] = [
  ["2020-12-10T09:30:00+08:00", plans(DEPARTMENTS)],
  ["2020-12-11T09:30:00+08:00", plans(LOCALITIES)],
  [
    "2021-06-02T09:30:00+08:00",
    register({
      by: "swj_liaison",
      enterprise: "壬商行",
      site: "库房",
      description: "库房内稀释剂与包装纸混放，无禁火标志。",
      focusPoint: "F3",
      category: "储存",
      unit: "swj",
      person: "壬商行店长1",
      dueOn: "2021-06-09",
      measure: "分库存放，张贴标志",
    }),
  ],
  [
    "2021-06-03T10:00:00+08:00",
    register(
      {
        by: "jyj_liaison",
        enterprise: "丙中学",
        site: "生物实验室",
        description: "甲醛溶液敞放，未上锁。",
        focusPoint: "F3",
        category: "储存",
        unit: "jyj",
        person: "丙中学安全员1",
        dueOn: "2021-06-18",
        measure: "入防爆柜，双人双锁",
      },
      putRight("jyj_liaison", "jyj_inspector_1", "jyj_inspector_2", "入防爆柜，双人双锁，补登台账"),
    ),
  ],
  [
    "2021-06-08T15:00:00+08:00",
    register({
      by: "jyj_liaison",
      enterprise: "甲中学",
      site: "化学准备室",
      description: "酒精与高锰酸钾同柜存放，无隔板；3种试剂未登台账。",
      focusPoint: "F3",
      category: "储存",
      unit: "jyj",
      person: "甲中学安全员1",
      dueOn: "2021-06-23",
      measure: "分柜上锁存放，补登台账",
    }),
  ],
  [
    "2021-06-10T09:40:00+08:00",
    register({
      by: "wjj_liaison",
      enterprise: "丁医院",
      site: "病理科",
      description: "二甲苯未附安全技术说明书。",
      focusPoint: "F5",
      category: "管理",
      unit: "wjj",
      person: "丁医院科主任1",
      dueOn: "2021-06-24",
      measure: "向供货单位索取并张贴",
    }),
  ],
  ["2021-06-16T10:20:00+08:00", handIn("kjj", { m_checked: "18", m_found: "4", m_fixed: "4", m_major: "0" })],
  ["2021-06-17T09:20:00+08:00", handIn("wjj", { m_checked: "26", m_found: "7", m_fixed: "5", m_major: "0" })],
];

/** Lives through the past up to the opening. */
export async function liveThrough(app: App, sandbox: Sandbox, clock: Clock, until: Date): Promise<void> {
  const chat = openDriver(sandbox);
  for (const [at, deed] of PAST) {
    await walkTo(app, clock, new Date(at));
    await deed(chat, () => drain(app, clock));
  }
  await walkTo(app, clock, until);
}
