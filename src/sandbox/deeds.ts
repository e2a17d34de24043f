import { findButton, type Driver } from "./driver.ts";
import { picture } from "./picture.ts";
import type { Sandbox } from "./server.ts";

const who = (handle: string) => `ou_demo_${handle}`;
const FILE = new TextEncoder().encode("演练用的报送材料");

/** Something that people did, step by step as they do it in the chat. */
export type Deed = (chat: Driver, settled: () => Promise<void>, sandbox: Sandbox) => Promise<void>;

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

export const register =
  ({ by, ...form }: Found, more: Deed = async () => undefined): Deed =>
  async (chat, settled, sandbox) => {
    await chat.say(who(by), "登记隐患");
    await settled();
    await chat.press(who(by), "提交登记", form);
    await settled();
    const card = chat.cardsOf(who(by)).at(-1);
    await chat.send(who(by), "整改前.jpg", picture(150), card?.messageId ?? null);
    await settled();
    await more(chat, settled, sandbox);
  };

/** Photo, request, and a colleague's verification. */
export const putRight =
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
export const handIn =
  (unit: string, figures: Record<string, string>): Deed =>
  async (chat, settled) => {
    const by = who(`${unit}_liaison`);
    await sign(by, chat, settled);
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

const FIRST_REPORT = "报送第一次工作进展情况";

/** Opens the first report of a unit and signs for it. */
async function sign(by: string, chat: Driver, settled: () => Promise<void>): Promise<void> {
  await chat.say(by, "我的任务");
  await settled();
  await chat.openRow(by, FIRST_REPORT);
  await settled();
  await chat.press(by, "签收");
  await settled();
}

/** More time asked for the first report: it waits at the office when the rehearsal opens. */
export const askForTime =
  (unit: string, asked: { cause: string; done: string; until: string }): Deed =>
  async (chat, settled) => {
    const by = who(`${unit}_liaison`);
    await sign(by, chat, settled);
    await chat.press(by, "申请延期");
    await chat.press(by, "申请延期", asked);
    await settled();
  };

/** Leave with cover, as one types it. */
export const goOnLeave =
  (unit: string, words: string): Deed =>
  async (chat, settled) => {
    await chat.say(who(`${unit}_liaison`), words);
    await settled();
    await chat.press(who(`${unit}_liaison`), "确认请假");
    await settled();
  };

/** Somebody leaves the organisation, as Feishu tells it: what was theirs waits to be taken over. */
export const leaveForGood =
  (unit: string): Deed =>
  async (_chat, settled, { pusher, state }) => {
    const openId = who(`${unit}_liaison`);
    const name = state.people.get(openId)?.name ?? "";
    await pusher.push("contact.user.deleted_v3", {
      object: { open_id: openId, name, status: { is_resigned: true } },
      old_object: { open_id: openId, department_ids: [] },
    });
    await settled();
  };

const CLERK = who("clerk_1");

/** Every unit's implementation plan, handed in and passed in the first phase. */
export const plans =
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
