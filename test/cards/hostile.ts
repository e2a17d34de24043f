const NAMES = ["甲中学", "all", "ou_1", "x"];
const ADDRESSES = [
  "https://evil.example/x",
  "//evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "www.evil.example",
  "lark://x",
];

const mentions = NAMES.flatMap((name) => [
  `<at id=${name}></at>`,
  `<at id="${name}"></at>`,
  `<at user_id='${name}'>所有人</at>`,
  `<at email=${name}@evil.example></at>`,
  `<at ids=${name},all></at>`,
  `<AT ID=${name}></AT>`,
  `< at id=${name} ></ at>`,
  `<at\nid=${name}>`,
  `<at\u200bid=${name}></at>`,
  `@${name} @所有人 @_all @_user_1`,
  `＜at id=${name}＞＜/at＞`,
  `&lt;at id=${name}&gt;&lt;/at&gt;`,
  `&#60;at id=${name}&#62;`,
  `&#x3c;at id=${name}&#x3e;`,
  `\\<at id=${name}\\>`,
  `\u202e<at id=${name}>`,
]);

const links = ADDRESSES.flatMap((address) => [
  address,
  `[点这里](${address})`,
  `[点这里](<${address}> "题")`,
  `[点这里][1]\n\n[1]: ${address}`,
  `<${address}>`,
  `<a href='${address}'>领取</a>`,
  `<link url='${address}' icon='chat_outlined'>领取</link>`,
  `![图](${address})`,
  `![图](img_v3_x)`,
  `[![图](img_v3_x)](${address})`,
  `［点这里］（${address}）`,
  `[点这里](\u200b${address})`,
  `\\[点这里](${address})`,
  `[点\n这里](${address})`,
  `<img src=${address} onerror=alert(1)>`,
  `"${address}"`,
]);

const SIGNS = [
  "*",
  "**",
  "***",
  "_",
  "__",
  "~~",
  "`",
  "``",
  "```",
  "$",
  "$$",
  "^",
  "|",
  "||",
  "==",
  "++",
  ":",
];
const emphasis = SIGNS.flatMap((sign) => [
  sign,
  `${sign}粗${sign}`,
  `${sign}粗`,
  `\\${sign}粗\\${sign}`,
  `a${sign}b${sign}c`,
  `${sign}\n粗\n${sign}`,
]);

const STARTS = [
  "# ",
  "###### ",
  "> ",
  ">>> ",
  "- ",
  "+ ",
  "* ",
  "1. ",
  "1) ",
  "99. ",
  "- [ ] ",
  "    ",
  "\t",
  " \t ",
  "---",
  "===",
  "***",
  "~~~\n",
  "```js\n",
  "| a | b |\n|---|---|\n| 1 | ",
  "：：：\n",
];
const ENDS = ["\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\v", "\f"];
const blocks = STARTS.flatMap((start) => [`${start}题`, ...ENDS.map((end) => `首行${end}${start}题${end}`)]);

const TAGS = [
  "font color='red'",
  "font",
  "text_tag color='red'",
  "person id='ou_1'",
  "number_tag background_color='red'",
  "local_datetime millisecond='1' format_type='date_num'",
  "audio file_key='x'",
  "record",
  "script",
  "style",
  "iframe src='https://evil.example'",
  "b",
  "br",
  "hr",
  "table columns={} rows={}",
  "highlight color='red'",
  "raw",
  "button",
  "!--",
  "![CDATA[",
  "?xml",
];
const tags = TAGS.flatMap((tag) => {
  const [name = ""] = tag.split(" ");
  return [`<${tag}>红</${name}>`, `<${tag}/>`, `</${name}>`, `<${tag.toUpperCase()}>`, `<<${tag}>>`];
});

const CODES = [
  0, 1, 7, 8, 0x0b, 0x1b, 0x1f, 0x7f, 0x85, 0x9f, 0xad, 0x061c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f,
  0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2061, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xfff9,
  0xfffb, 0xfffd, 0xe0001, 0xe0041,
];
const unseen = CODES.map((code) => String.fromCodePoint(code)).flatMap((sign) => [
  `隐患${sign}已销号`,
  `${sign}**粗**`,
  `<${sign}at id=all>`,
]);

const others = [
  "${process.env.FEISHU_APP_SECRET}",
  "{{constructor.constructor('return 1')()}}",
  "#{7*7}",
  "<%= 1 %>",
  "%s %d %n %00",
  "../../etc/passwd",
  '{"tag":"at","user_id":"all"}',
  '"}],"elements":[{"tag":"markdown","content":"<at id=all></at>"}]',
  "\\u003cat id=all\\u003e",
  "\\",
  "\\\\",
  "\\n\\n# 题",
  "'; DROP TABLE hazard; --",
  '=HYPERLINK("https://evil.example")',
  "\ud800",
  "\udfff",
  "\ude00\ud83d 半个",
  "👨‍👩‍👧‍👦🇨🇳🏴‍☠️👍🏽",
  ":SMILE: :OK: [微笑] [DONE]",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L",
  "﷽﷽﷽",
  "مرحبا <at id=all> שלום",
  "13800000000 a@evil.example",
  "__proto__",
  "constructor",
  "null",
  "-0",
  "<危>".repeat(300),
  "<at id=all></at>".repeat(400),
  "字".repeat(5_000),
  "\n".repeat(2_000),
  " ".repeat(3_000),
  "[".repeat(3_000),
  "`".repeat(3_000),
  "&".repeat(3_000),
  "👍".repeat(1_500),
];

/** What somebody might type to make a card say or do something of its own. */
export const HOSTILE: readonly string[] = [
  ...new Set([...mentions, ...links, ...emphasis, ...blocks, ...tags, ...unseen, ...others]),
];
