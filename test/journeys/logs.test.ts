import { expect } from "chai";
import { readSettings, secretsIn } from "../../src/env.ts";
import { openLog, type Log } from "../../src/log.ts";
import { APP, openHouse, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");
const MARK = "QX机密";
const MOBILE = ["139", "0".repeat(8)].join("");
const EMAIL = "jyj.liaison@example.com";

const PHOTO = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

/** Every fact as the code gave it, before anything is cut. */
function openMemory() {
  const facts: string[] = [];
  const keep = (fact: string, about: object = {}) => void facts.push(`${fact} ${JSON.stringify(about)}`);
  const log: Log = { info: keep, warn: keep, error: keep };
  return { facts, log };
}

/** What a platform or a proxy in trouble may say back: all that it was sent. */
const echo = (more: object = {}) => ({
  code: 230099,
  msg: `Failed to create card content, ext=ErrCode: 200621; ErrMsg: bad; ErrorValue: ${MARK}卡片; app_secret=${APP.appSecret} Authorization: Bearer t-rehearsal-token-1 ${MOBILE} ${EMAIL}`,
  ...more,
});

async function live(house: House): Promise<void> {
  const { chat, sandbox } = house;
  const trouble = (path: string, body: object | string, status = 400, times = 1) =>
    sandbox.chaos.make({ path, times, does: { answer: { status, body } } });

  await house.walkTo("2021-06-18T09:00:00+08:00");
  await chat.press(liaison, "签收");
  trouble("/im/v1/messages", echo());
  trouble("/im/v1/messages", echo({ code: 99991663 }));
  trouble("/im/v1/messages", `<html>${JSON.stringify(echo())}</html>`, 502);
  sandbox.chaos.make({ path: "/im/v1/messages", times: 2, does: { reset: true } });
  await chat.press(liaison, "提交进展", { percent: "60", text: `${MARK}进展`, next: `${MARK}安排` });
  await house.drain();
  await chat.press(liaison, "提交进展", { percent: "六十", text: `${MARK}进展` });
  for (const words of [`${MARK}随口一说`, "登记隐患", `隐患 ${MARK}`]) await chat.say(liaison, words);
  await house.drain();
  await chat.press(liaison, "提交登记", {
    enterprise: `${MARK}企业`,
    site: `${MARK}场所`,
    description: `${MARK}描述`,
    focusPoint: "F3",
    category: "储存",
    unit: "jyj",
  });
  await house.drain();
  trouble("/resources/", echo({ code: 234003 }));
  trouble("/im/v1/images", echo());
  await chat.send(liaison, `${MARK}照片.png`, PHOTO, chat.cardsOf(liaison).at(-1)?.messageId ?? null);
  await chat.send(liaison, `${MARK}文件.docx`, Buffer.from(`${MARK}正文`));
  await house.drain();
  sandbox.forgetTokens();
  trouble("/tenant_access_token", { code: 10003, msg: `invalid app_secret: "${APP.appSecret}"` }, 200, 2);
  trouble("/batch_get_id", echo({ code: 40003 }));
  await chat.say(clerk, "待办");
  await house.drain();
  await house.app.setOut();
  await house.walkTo("2021-06-18T18:00:00+08:00");
}

/** Requests that were never Feishu's, and a table that is gone. */
async function breakStore(house: House): Promise<void> {
  const post = (body: string) => fetch(house.url, { method: "POST", body }).then(({ status }) => status);
  expect(await post(`{"token":"${APP.verificationToken}","text":"${MARK}"}`)).to.equal(400);
  await house.app.db.query("ALTER TABLE inbox RENAME TO inbox_gone");
  await house.chat.say(liaison, `${MARK}存不下的话`);
  await house.chat.press(liaison, "提交进展", { percent: "70", text: `${MARK}存不下` });
}

describe("the log of a whole day", () => {
  it("with a platform in trouble and a store that fails says no secret, no token, no number, and nothing that was typed", async () => {
    const { facts, log } = openMemory();
    await using house = await openHouse({
      log,
      roster: (rows) =>
        rows.map((row) => {
          if (row.open_id === who("wjj_liaison")) return { ...row, open_id: "", email: EMAIL };
          if (row.open_id === who("kjj_lead")) return { ...row, open_id: "", mobile: MOBILE };
          return row.open_id === who("swj_lead") ? { ...row, mobile: MOBILE, email: EMAIL } : row;
        }),
    });
    await live(house);
    await breakStore(house);

    const said = facts.join("\n");
    for (const fact of [
      "card refused",
      "request refused",
      "event not stored",
      "click failed",
      "roster not resolved",
    ])
      expect(said, "the trouble was made").to.include(fact);
    const unsaid = [APP.appSecret, APP.encryptKey, APP.verificationToken, MOBILE, EMAIL, MARK, "机密"];
    for (const each of unsaid) expect(facts.filter((fact) => fact.includes(each))).to.deep.equal([]);
    expect(said).to.not.match(/\bt-[\w.-]{8,}/);
    expect(said).to.not.match(/bearer\s+\w/i);
  }).timeout(60_000);
});

describe("a line of the log", () => {
  const lines: string[] = [];
  const settings = readSettings(
    {
      FEISHU_APP_ID: APP.appId,
      FEISHU_APP_SECRET: 'app secret "quoted"',
      FEISHU_ENCRYPT_KEY: "encrypt-key-old,encrypt-key-new",
      FEISHU_VERIFICATION_TOKEN: "verification-1",
      DATABASE_URL: "mysql://duban:p%40ssw0rd-9@db/duban",
    },
    "no.env",
  );
  const log = openLog("debug", secretsIn(settings), { write: (line: string) => void lines.push(line) });

  it("is cut once more as it leaves: secrets of the settings wherever they stand, and it stays JSON", () => {
    const told = [
      'app secret "quoted"',
      "encrypt-key-old",
      "encrypt-key-new",
      "verification-1",
      "p%40ssw0rd-9",
      "p@ssw0rd-9",
      "t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234",
      "Bearer eyJhbGciOi",
      "mysql://duban:other-password@db/duban",
      MOBILE,
      `86${MOBILE}`,
      EMAIL,
    ];
    for (const each of told) {
      log.error(`fact ${each} end`, { deep: { words: `before ${each} after` }, list: [each] });
      const line = lines.at(-1) ?? "";
      const read = JSON.parse(line) as { msg: string; deep: { words: string } };
      expect(line, each).to.not.include(JSON.stringify(each).slice(1, -1));
      expect(read.msg).to.match(/^fact .* end$/);
      expect(read.deep.words).to.match(/^before .* after$/);
    }
    expect(lines.join("")).to.not.match(/eyJ|ssw0rd|other-password|example\.com/);
  });

  it("keeps ids, codes and times, which an operator needs", () => {
    const about = { row: "0191a000-0033-7000-8000-000000000033", code: 230099, at: 1624000000000 };
    log.warn("card refused", { ...about, subject: "task:0191a000-0033-7000-8000-000000000033" });
    expect(JSON.parse(lines.at(-1) ?? "")).to.deep.include(about);
  });
});
