import { expect } from "chai";
import MarkdownIt from "markdown-it";
import { checkCard } from "../../cards/check.ts";
import { refill, withNotice } from "../../cards/form.ts";
import { escape } from "../../cards/text.ts";
import { HOSTILE } from "./hostile.ts";
import { everyCard } from "./views.ts";

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** Every text of a card under one of these tags. */
function* textsIn(value: unknown, tags: readonly string[]): Generator<string> {
  if (!isJson(value)) return;
  if (tags.includes(String(value["tag"])) && typeof value["content"] === "string") yield value["content"];
  for (const each of Object.values(value)) yield* textsIn(each, tags);
}
const markdownIn = (card: unknown) => [...textsIn(card, ["markdown", "lark_md"])];
const plainIn = (card: unknown) => [...textsIn(card, ["plain_text"])];

/** As one text, for as many are compared as there are cards and forms. */
const joined = (texts: readonly string[]): string => texts.join("\u0000");

/** Our own tags, marks and signs, in order: what typed text became, and its line ends, taken out. */
const structureOf = (card: unknown): string =>
  joined(
    markdownIn(card).map((text) =>
      text.replaceAll(/&#\d+;|&nbsp;|<br>/g, "").replaceAll(/[^<>~!*/\\[\]()#:"'`$_|=@&{}^-]/g, ""),
    ),
  );

const reader = new MarkdownIt({ html: true, linkify: true, breaks: true });
/** What a markdown reader makes of a card besides text. */
const partsOf = (card: unknown): string =>
  joined(
    markdownIn(card).map((text) =>
      (reader.render(text.replaceAll("<br>", "")).match(/<[^>]*>/g) ?? []).join(""),
    ),
  );

const calm = everyCard(() => "字");
const structure = new Map(Object.entries(calm).map(([name, card]) => [name, structureOf(card)]));
const parts = new Map(Object.entries(calm).map(([name, card]) => [name, partsOf(card)]));

// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
/** Half of a sign. */
const BROKEN = /\p{Surrogate}/u;

describe("hostile text", () => {
  it("is tried in more than 400 forms", () => {
    expect(HOSTILE).to.have.length.above(400);
  });

  it("mentions nobody, links nowhere and formats nothing on any card, and Feishu takes every card", () => {
    for (const hostile of HOSTILE) {
      for (const [name, card] of Object.entries(everyCard(() => hostile))) {
        const told = `${name} with ${JSON.stringify(hostile.slice(0, 60))}`;
        expect(checkCard(card), told).to.deep.equal([]);
        expect(structureOf(card), told).to.equal(structure.get(name));
        expect(partsOf(card), told).to.equal(parts.get(name));
      }
    }
  }).timeout(120_000);

  it("stands before and behind ordinary words and still changes nothing", () => {
    for (const hostile of HOSTILE.filter((text) => text.length < 150)) {
      for (const [name, card] of Object.entries(everyCard((typed) => `${hostile}${typed}${hostile}`))) {
        const told = `${name} with ${JSON.stringify(hostile)}`;
        expect(checkCard(card), told).to.deep.equal([]);
        expect(structureOf(card), told).to.equal(structure.get(name));
      }
    }
  }).timeout(120_000);

  it("turns no line around and hides no sign, in plain words and in markdown alike", () => {
    for (const hostile of HOSTILE) {
      for (const [name, card] of Object.entries(everyCard(() => hostile))) {
        const texts = [...plainIn(card), ...markdownIn(card)];
        expect(
          texts.filter((text) => UNSEEN.test(text) || BROKEN.test(text)),
          name,
        ).to.deep.equal([]);
      }
    }
  }).timeout(120_000);

  it("is shown to the reader sign by sign", () => {
    for (const hostile of [
      "<at id=all></at>",
      "[x](javascript:alert(1))",
      "&#60;at&#62;",
      "a_b*c|d",
      "${x}",
    ]) {
      const shown = escape(hostile).replaceAll(/&#(\d+);/g, (_all, code) =>
        String.fromCharCode(Number(code)),
      );
      expect(shown).to.equal(hostile);
    }
    expect(escape("一\n  二\r三")).to.equal("一<br>&nbsp;&nbsp;二<br>三");
  });

  it("that a refused form sent comes back in its field only, and the reason above it stays plain", () => {
    const report = calm["task-report"]!;
    for (const hostile of HOSTILE.filter((text) => text.length <= 1_000)) {
      const back = withNotice(refill(report, { text: hostile, next: hostile }), `写的是“${hostile}”`);
      expect(checkCard(back), hostile).to.deep.equal([]);
      expect(markdownIn(back)).to.deep.equal(markdownIn(report));
    }
  });
});
