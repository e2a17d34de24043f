import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: false, breaks: true, linkify: false });

const COLOURS = /^[a-z]+(-\d{2,3})?$/;
/** Between brackets, as a tag is between its own: where bold may end depends on the sign that follows. */
const TOKEN = (at: number) => `⟦\uE000${at}\uE001⟧`;

/** Feishu's own tags, each to the one piece of page it stands for. */
const TAGS: [RegExp, (match: RegExpExecArray, nameOf: (id: string) => string) => string][] = [
  [/<br\s*\/?>/, () => "<br>"],
  [/<font color=['"]?([a-z0-9-]+)['"]?>/, (match) => `<span class="font ${colour(match[1])}">`],
  [/<\/font>/, () => "</span>"],
  [/<text_tag color=['"]?([a-z0-9-]+)['"]?>/, (match) => `<span class="tag ${colour(match[1])}">`],
  [/<\/text_tag>/, () => "</span>"],
  [
    /<at id=['"]?([A-Za-z0-9_]+)['"]?><\/at>/,
    (match, nameOf) => `<span class="at">@${plain(nameOf(match[1] ?? ""))}</span>`,
  ],
  [/&nbsp;/, () => "&nbsp;"],
];

const colour = (name = ""): string => (COLOURS.test(name) ? `c-${name}` : "");

const plain = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Markdown as Feishu shows it: its own tags, everything else that looks like markup stays text. */
export function renderMarkdown(source: string, nameOf: (id: string) => string): string {
  const kept: string[] = [];
  let text = source;
  for (const [pattern, draw] of TAGS) {
    text = text.replaceAll(new RegExp(pattern, "g"), (found) => {
      const match = pattern.exec(found);
      kept.push(match ? draw(match, nameOf) : "");
      return TOKEN(kept.length - 1);
    });
  }
  return markdown
    .render(text)
    .replaceAll(/⟦\uE000(\d+)\uE001⟧/g, (_token, at: string) => kept[Number(at)] ?? "");
}
