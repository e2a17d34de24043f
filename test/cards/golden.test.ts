import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { checkCard } from "../../cards/check.ts";
import { refill, withNotice } from "../../cards/form.ts";
import { escape } from "../../cards/text.ts";
import { everyCard } from "./views.ts";

const FOLDER = "test/cards/golden";
const HOSTILE = [
  "<at id=all></at>",
  '<at user_id="all">所有人</at>',
  "[点这里](https://example.com)",
  "```\n<raw>\n```",
  "**粗** ~~删~~ _斜_ `码`",
  "| a | b |\n|---|---|",
  "# 标题",
  "&#60;at id=all&#62;",
  "<font color='red'>红</font>",
  "![图](img_v3_x)",
  "1. 一\n2. 二",
  "    四个空格",
];

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every markdown text of a card. */
function* markdownIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* markdownIn(each);
  else if (isJson(value)) {
    if ((value["tag"] === "markdown" || value["tag"] === "lark_md") && typeof value["content"] === "string")
      yield value["content"];
    for (const each of Object.values(value)) yield* markdownIn(each);
  }
}

const primaries = (card: unknown): number => (JSON.stringify(card).match(/"primary_filled"/g) ?? []).length;
const forms = (card: unknown): number => (JSON.stringify(card).match(/"tag":"form"/g) ?? []).length;
const titleOf = (card: Json): string => {
  const { header } = card;
  const title = isJson(header) ? header["title"] : null;
  return isJson(title) ? String(title["content"]) : "";
};

describe("every card", () => {
  for (const [name, card] of Object.entries(everyCard())) {
    it(`${name} is as it was last seen by eye, and Feishu would take it`, () => {
      const path = join(FOLDER, `${name}.json`);
      const drawn = `${JSON.stringify(card, null, 1)}\n`;
      if (process.env["UPDATE_GOLDEN"]) {
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(path, drawn);
      }
      expect(drawn).to.equal(readFileSync(path, "utf8"));
      expect(checkCard(card)).to.deep.equal([]);
      expect(primaries(card), "one filled button").to.be.at.most(1);
      expect(forms(card), "one form").to.be.at.most(1);
      expect([...titleOf(card)].length, "title").to.be.below(21);
    });
  }

  for (const hostile of HOSTILE) {
    it(`shows ${JSON.stringify(hostile)} as text, never as markup`, () => {
      for (const [name, card] of Object.entries(everyCard((words) => `${hostile}${words}`))) {
        expect(checkCard(card), name).to.deep.equal([]);
        for (const text of markdownIn(card))
          expect(text.includes(hostile), `${name}: ${text}`).to.equal(false);
      }
    });
  }

  it("stays small enough when everything typed is as long as it may be", () => {
    for (const [name, card] of Object.entries(everyCard((words) => words + "<危>".repeat(400)))) {
      expect(checkCard(card), name).to.deep.equal([]);
    }
  });
});

describe("typed text in markdown", () => {
  it("has every special sign escaped", () => {
    expect(escape("<at id=all></at>")).to.equal("&#60;at id&#61;all&#62;&#60;&#47;at&#62;");
    expect(escape("[x](http://a)")).to.not.match(/[[\]()]/);
  });
});

describe("a form that was refused", () => {
  const report = everyCard()["task-report"]!;

  it("comes back with every field as it was typed", () => {
    const text = JSON.stringify(
      refill(report, { percent: "70", m_checked: "50", text: "第一行\n第二行", next: "" }),
    );
    expect(text)
      .to.include('"default_value":"70"')
      .and.include('"default_value":"50"')
      .and.include("第一行\\n第二行");
    expect(text).to.not.include("6月底前完成整改");
  });

  it("says above the form why it was not taken", () => {
    const card = withNotice(report, "还缺《工作进展情况》");
    const at = card.body.elements.findIndex(({ tag }) => tag === "form");
    expect(JSON.stringify(card.body.elements[at - 1])).to.include("没有办成：还缺《工作进展情况》");
    expect(checkCard(card)).to.deep.equal([]);
  });
});
