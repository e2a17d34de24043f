import { expect } from "chai";
import MarkdownIt from "markdown-it";
import { checkCard } from "../../cards/check.ts";
import { refill, withNotice } from "../../cards/form.ts";
import { escape } from "../../cards/text.ts";
import { HOSTILE } from "./hostile.ts";
import { everyCard } from "./views.ts";

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

type Texts = { markdown: string[]; plain: string[] };

/** Every text of a card, by how Feishu reads it. */
function textsOf(card: unknown): Texts {
  const texts: Texts = { markdown: [], plain: [] };
  gather(card, texts);
  return texts;
}

function gather(value: unknown, texts: Texts): void {
  if (!isJson(value)) return;
  const { tag, content } = value;
  if (typeof content === "string") {
    if (tag === "plain_text") texts.plain.push(content);
    else if (tag === "markdown" || tag === "lark_md") texts.markdown.push(content);
  }
  for (const each of Object.values(value)) gather(each, texts);
}

/** As one text, for as many are compared as there are cards and forms. */
const joined = (texts: readonly string[]): string => texts.join("\u0000");

/** Our own tags, marks and signs, in order: what typed text became, and its line ends, taken out. */
const structureOf = ({ markdown }: Texts): string =>
  joined(
    markdown.map((text) =>
      text.replaceAll(/&#\d+;|&nbsp;|<br>/g, "").replaceAll(/[^<>~!*/\\[\]()#:"'`$_|=@&{}^-]/g, ""),
    ),
  );

const reader = new MarkdownIt({ html: true, linkify: true, breaks: true });
/** What a markdown reader makes of a card besides text. */
const partsOf = ({ markdown }: Texts): string =>
  joined(
    markdown.map((text) => (reader.render(text.replaceAll("<br>", "")).match(/<[^>]*>/g) ?? []).join("")),
  );

const calm = everyCard(() => "字");
const structure = new Map(Object.entries(calm).map(([name, card]) => [name, structureOf(textsOf(card))]));
const parts = new Map(Object.entries(calm).map(([name, card]) => [name, partsOf(textsOf(card))]));

// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
/** Half of a sign. */
const BROKEN = /\p{Surrogate}/u;

describe("hostile text", () => {
  it("is tried in more than 400 forms", () => {
    expect(HOSTILE).to.have.length.above(400);
  });

  describe("on every card", () => {
    const found = { refused: [] as string[], structured: [] as string[], unseen: [] as string[] };
    before(function () {
      this.timeout(120_000);
      for (const hostile of HOSTILE) {
        for (const [name, card] of Object.entries(everyCard(() => hostile))) {
          const texts = textsOf(card);
          const told = () => `${name} with ${JSON.stringify(hostile.slice(0, 60))}`;
          const mistakes = checkCard(card);
          if (mistakes.length > 0) found.refused.push(`${told()}: ${mistakes.join("; ")}`);
          if (structureOf(texts) !== structure.get(name) || partsOf(texts) !== parts.get(name))
            found.structured.push(told());
          if ([...texts.plain, ...texts.markdown].some((text) => UNSEEN.test(text) || BROKEN.test(text)))
            found.unseen.push(told());
        }
      }
    });

    it("mentions nobody, links nowhere and formats nothing", () =>
      expect(found.structured).to.deep.equal([]));
    it("is taken by Feishu", () => expect(found.refused).to.deep.equal([]));
    it("turns no line around and hides no sign, in plain words and in markdown alike", () =>
      expect(found.unseen).to.deep.equal([]));
  });

  it("stands before and behind ordinary words and still changes nothing", () => {
    const changed: string[] = [];
    for (const hostile of HOSTILE.filter((text) => text.length < 150)) {
      for (const [name, card] of Object.entries(everyCard((typed) => `${hostile}${typed}${hostile}`))) {
        const isSame = structureOf(textsOf(card)) === structure.get(name);
        if (checkCard(card).length > 0 || !isSame) changed.push(`${name} with ${JSON.stringify(hostile)}`);
      }
    }
    expect(changed).to.deep.equal([]);
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
      expect(textsOf(back).markdown).to.deep.equal(textsOf(report).markdown);
    }
  });
});
