import { expect } from "chai";
import { checkCard } from "../../cards/check.ts";
import type { Card } from "../../cards/elements.ts";
import { listCard, MOST } from "../../cards/list.ts";
import { queueCard, type QueueItem } from "../../cards/queue.ts";
import { rosterCard } from "../../cards/roster.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";

/** As long as names and places get on a row. */
const LONG = "危险化学品使用单位实验室库房隐患".repeat(3);
const ID = "0191a000-0033-7000-8000-000000000033";
const KINDS: readonly QueueItem["kind"][] = [
  "review",
  "extension",
  "assign",
  "verify",
  "confirm",
  "ask",
  "join",
  "handover",
  "seat",
];

const many = (count: number, tag: { text: string; colour: "red" } | null = null) =>
  Array.from({ length: count }, (_each, at) => ({
    title: `隐患${at + 1} ${tag ? LONG : ""}`,
    lines: ["区教育局 · 等待交办"],
    act: "open.hazard" as const,
    id: ID,
    rev: 0,
    tag,
    alarm: tag !== null,
  }));

const waiting = (count: number): QueueItem[] =>
  Array.from({ length: count }, (_each, at) => ({
    kind: KINDS[at % KINDS.length]!,
    title: `第${at + 1}件：${LONG}`,
    unit: "区市场监管局 · 重大",
    act: "open.hazard",
    id: ID,
    waited: at % 9,
    limit: 5,
  }));

const queue = (count: number, page: number): Card =>
  queueCard({ reader: "办公室经办1", now: "6月18日（周五）08:30", items: waiting(count), page });

const list = (count: number, all: number, tag: { text: string; colour: "red" } | null = null): Card =>
  listCard({ title: "未销号", subtitle: "日报清单", rows: many(count, tag), count: all, empty: "" });

describe("a list card", () => {
  it("of more than a card holds says where the others are: on its sheet, or by their numbers", () => {
    const rows = many(MOST);
    const told = (sheet?: { act: "list.sheet"; id: string }) =>
      wordsOf(
        listCard({ title: "未销号", subtitle: "", rows, count: 300, empty: "", ...(sheet && { sheet }) }),
      );
    expect(told({ act: "list.sheet", id: ID })).to.include("还有276件，点“要表格”看全部");
    expect(told()).to.include("还有276件，请发编号打开");
  });

  it("says how many there are in all, and how many are not on it", () => {
    expect(wordsOf(list(MOST, 123_456)))
      .to.include("未销号（123456）")
      .and.to.include(`还有${123_456 - MOST}件`);
  });

  it("leaves nothing out when all fit", () => {
    expect(wordsOf(list(MOST, MOST)))
      .to.include(`未销号（${MOST}）`)
      .and.not.to.include("还有");
  });
});

describe("cards of rows", () => {
  it("are cards that Feishu takes, however many rows there are and however long each is", () => {
    const tag = { text: "红灯", colour: "red" as const };
    const roster = (page: number) =>
      rosterCard({ reader: "办公室经办1", rows: many(99, tag), wanting: 99, page });
    for (let count = 0; count <= 60; count += 1) {
      expect(checkCard(queue(count, 1)), `a queue of ${count}`).to.deep.equal([]);
      expect(checkCard(list(count, 60, tag)), `a list of ${count}`).to.deep.equal([]);
    }
    for (let page = 1; page <= 5; page += 1)
      expect(checkCard(roster(page)), `page ${page}`).to.deep.equal([]);
  });

  it("show each thing that waits for the office once, on one page or another", () => {
    const words = [1, 2, 3].map((page) => wordsOf(queue(45, page))).join("\n");
    for (let nth = 1; nth <= 45; nth += 1) expect(words.split(`第${nth}件：`)).to.have.length(2);
    expect(wordsOf(queue(45, 2)))
      .to.include("第2页，共3页")
      .and.to.include("上一页")
      .and.to.include("还有5件");
    expect(wordsOf(queue(45, 9)), "a page that is no longer there is the last").to.include("第3页，共3页");
  });
});
