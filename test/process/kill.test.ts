import { expect } from "chai";
import type { DataSource } from "typeorm";
import { openDatabase } from "../../src/db/database.ts";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import type { Message } from "../../src/sandbox/state.ts";
import { TABLES } from "../../src/tables.ts";
import { who } from "../house.ts";
import { STORES } from "../stores.ts";
import { openRehearsal, until, type Rehearsal } from "./bot.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");
const AFTER_A_LEASE_MS = 40_000;

/** Every step of the path that a trace names, some more than once. */
const STEPS = [
  "claimed:2",
  "attempt:1",
  "answered:3",
  "recorded:2",
  "click decided:1",
  "click kept:1",
  "stored:1",
  "event:1",
  "fetching:1",
  "fetched:1",
  "click kept:2",
];

/** Somebody at the chat who, like people do, tries again when nothing came of it; the bot is started again when it died. */
async function journey(rehearsal: Rehearsal): Promise<void> {
  const { chat, sandbox, clock } = rehearsal;
  const alive = async () => {
    if (rehearsal.isRunning()) return;
    clock.moveTo(new Date(clock.now().getTime() + AFTER_A_LEASE_MS));
    await rehearsal.start();
    await sandbox.pusher.redeliver();
  };
  const see = async (what: string, look: () => Message | undefined): Promise<Message> => {
    for (let tries = 0; ; tries += 1) {
      await alive();
      try {
        return await until(what, look, 6_000);
      } catch (error) {
        if (tries > 3) throw error;
        await sandbox.pusher.redeliver();
      }
    }
  };
  const press = async (card: Message, label: string, typed: Record<string, string>, done: () => boolean) => {
    for (let tries = 0; tries < 60 && !done(); tries += 1) {
      await alive();
      if (findButton(card.content, label)) await chat.pressOn(liaison, card, label, typed);
      if (!done()) await new Promise((resolve) => setTimeout(resolve, 150));
    }
    expect(done(), label).to.equal(true);
  };

  const card = await see("the card", () =>
    chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收")),
  );
  await press(card, "签收", {}, () => findButton(card.content, "提交进展") !== null);
  await chat.send(liaison, "工作进展情况.docx", Buffer.from("报告正文"), card.messageId);
  await see("the file", () =>
    chat.cardsOf(liaison).find(({ content }) => wordsOf(content).includes("收到1件材料")),
  );
  await press(card, "正式报送", { percent: "100", text: "已完成首轮排查" }, () =>
    wordsOf(card.content).includes("等待审核"),
  );
  await see("the queue", () =>
    chat.cardsOf(clerk).find(({ content }) => wordsOf(content).includes("审核：报送第一次工作进展情况")),
  );
  await alive();
  await rehearsal.rest();
}

/** A report's document names its minute, and its hash follows from that: which minute it is, is apart here. */
const masked = (words: string): string =>
  words
    .replaceAll(/校验[0-9a-f]{8,}/g, "校验<hash>")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>")
    .replaceAll(/\d{2}(?::|&#58;)\d{2}/g, "<time>")
    .replaceAll(/om_x\d+/g, "<message>");

/** What everybody concerned sees at the end, ids and instants apart. */
const chatsOf = ({ sandbox }: Rehearsal): string[] =>
  [liaison, who("jyj_lead"), clerk, who("clerk_2")].flatMap((person) => {
    const chatId = sandbox.state.p2p(person)?.chatId ?? "";
    return sandbox.state
      .messagesIn(chatId)
      .map(({ from, content }) => masked(`${person} ${from === "bot" ? "bot" : "self"} ${wordsOf(content)}`))
      .toSorted();
  });

const TABLES_COMPARED = ["task", "report_note", "attachment", "history", "occurrence", "outbox", "inbox"];
const COLUMNS = [
  "state",
  "act",
  "words",
  "subject",
  "percent",
  "name",
  "sha256",
  "shown_form",
  "kind",
  "superseded",
];

/** The tables at the end, ids, instants and what depends on how often something was tried apart. */
async function tablesOf(url: string): Promise<Record<string, string[]>> {
  const db: DataSource = await openDatabase(url, TABLES);
  const found: Record<string, string[]> = {};
  for (const table of TABLES_COMPARED) {
    const rows: Record<string, unknown>[] = await db.query(`SELECT * FROM ${table}`);
    const kept = table === "inbox" ? rows.filter(({ kind }) => kind === "event") : rows;
    found[table] = kept
      .map((row) =>
        masked(JSON.stringify(COLUMNS.flatMap((column) => (column in row ? [[column, row[column]]] : [])))),
      )
      .toSorted();
  }
  await db.destroy();
  return found;
}

/** What a holder that died may have left on its way is painted over a minute later. */
async function paintOver(rehearsal: Rehearsal): Promise<void> {
  const { clock } = rehearsal;
  clock.moveTo(new Date(clock.now().getTime() + 3 * AFTER_A_LEASE_MS));
  await rehearsal.start();
  await rehearsal.rest();
  await rehearsal.stop();
}

type Ending = { chats: string[]; tables: Record<string, string[]>; killed: boolean };

async function run(killAt: string, database: string | undefined): Promise<Ending> {
  await using rehearsal = await openRehearsal({
    at: "2021-06-18T08:30:00+08:00",
    ...(database ? { database } : {}),
  });
  await rehearsal.prepare("2021-06-18T08:40:00+08:00");
  await rehearsal.start(killAt ? { KILL_AT: killAt } : {});
  await journey(rehearsal);
  await rehearsal.stop();
  await paintOver(rehearsal);
  return {
    chats: chatsOf(rehearsal),
    tables: await tablesOf(rehearsal.database),
    killed: rehearsal.kills() > 0,
  };
}

for (const store of STORES) {
  const steps = store.name === "SQLite" ? STEPS : ["answered:2", "click kept:1", "fetched:1"];
  describe(`a process that is killed, on ${store.name}`, () => {
    let whole: Ending;
    before(async function () {
      this.timeout(60_000);
      const { url, giveBack } = await store.lend();
      whole = await run("", url);
      await giveBack();
      expect(whole.killed).to.equal(false);
    });
    for (const step of steps) {
      it(`at “${step}” and started again ends with the same chat and the same tables`, async () => {
        const { url, giveBack } = await store.lend();
        const ending = await run(step, url);
        await giveBack();
        expect(ending.killed, "was killed").to.equal(true);
        expect(ending.chats).to.deep.equal(whole.chats);
        expect(ending.tables).to.deep.equal(whole.tables);
      }).timeout(90_000);
    }
  });
}
