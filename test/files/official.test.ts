import { expect } from "chai";
import { numberInWords, officialDocument } from "../../src/files/official.ts";
import { xmlOf } from "./docx.ts";

const document = () =>
  officialDocument({
    title: "关于专项治理行动进展情况的通报",
    number: "通报〔2021〕第3期",
    recipients: "各成员单位：",
    blocks: [
      { kind: "heading", words: "总体情况" },
      { kind: "text", words: "本期发现隐患12条。\n<w:br/>&第二段" },
      { kind: "subheading", words: "各单位情况" },
      {
        kind: "table",
        title: "表1",
        columns: [
          { head: "单位", share: 2, align: "left" },
          { head: "未销号", share: 1 },
        ],
        rows: Array.from({ length: 60 }, (_each, at) => [`单位${at}`, String(at)]),
      },
      { kind: "heading", words: "下一步要求" },
    ],
    issuer: "联席会议办公室",
    date: "2021年6月25日",
  });

describe("an official document", () => {
  it("stands on A4 with margins of 37, 35, 28 and 26 mm", async () => {
    const { body } = xmlOf(await document());
    expect(body).to.match(/<w:pgSz w:w="11906" w:h="16838"/);
    const margins = /<w:pgMar ([^>]*)\/>/.exec(body)?.[1] ?? "";
    const mmOf = (side: string) =>
      (Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins)?.[1]) * 25.4) / 1440;
    for (const [side, mm] of [
      ["top", 37],
      ["bottom", 35],
      ["left", 28],
      ["right", 26],
    ] as const)
      expect(mmOf(side), side).to.be.closeTo(mm, 0.05);
  });

  it("has its title in 二号 小标宋 in the middle, and what is read in 三号 仿宋 at 29 points, two characters in", async () => {
    const { paragraphs } = xmlOf(await document());
    const withWords = (words: string) => paragraphs.find(({ text }) => text === words)?.xml ?? "";
    const title = withWords("关于专项治理行动进展情况的通报");
    expect(title).to.include('w:eastAsia="方正小标宋简体"').and.include('<w:sz w:val="44"/>');
    expect(title).to.include('<w:jc w:val="center"/>');
    const text = withWords("本期发现隐患12条。");
    expect(text).to.include('w:eastAsia="仿宋_GB2312"').and.include('<w:sz w:val="32"/>');
    expect(text).to.include('w:line="580"').and.include('w:lineRule="exact"');
    expect(text).to.include('w:firstLineChars="200"').and.include('w:firstLine="640"');
    expect(withWords("各成员单位：")).to.not.include("w:firstLine");
  });

  it("numbers its headings 一、 and （一）, in 黑体 and 楷体", async () => {
    const { paragraphs } = xmlOf(await document());
    const words = paragraphs.map(({ text }) => text);
    expect(words).to.include.members(["一、总体情况", "（一）各单位情况", "二、下一步要求"]);
    const fontOf = (text: string) => paragraphs.find((each) => each.text === text)?.xml;
    expect(fontOf("一、总体情况")).to.include('w:eastAsia="黑体"');
    expect(fontOf("（一）各单位情况")).to.include('w:eastAsia="楷体_GB2312"');
    expect([1, 9, 10, 11, 20, 21, 40].map(numberInWords)).to.deep.equal([
      "一",
      "九",
      "十",
      "十一",
      "二十",
      "二十一",
      "四十",
    ]);
  });

  it("repeats a table's head on every page and never splits a row", async () => {
    const { body } = xmlOf(await document());
    expect(body.match(/<w:tblHeader\/>/g)).to.have.lengthOf(1);
    expect(body.match(/<w:tr>|<w:tr /g)).to.have.lengthOf(61);
    expect(body.match(/<w:cantSplit\/>/g)).to.have.lengthOf(61);
    expect(body.indexOf("<w:tblHeader/>")).to.be.below(body.indexOf("单位0"));
  });

  it("numbers its pages — 1 — at the outer edge, and ends with who issued it and when, at the right", async () => {
    const { paragraphs, footers, settings } = xmlOf(await document());
    expect(settings).to.include("<w:evenAndOddHeaders/>");
    expect(footers).to.have.lengthOf(2);
    for (const footer of footers) expect(footer).to.match(/— .*PAGE.* —/s);
    expect(footers.map((footer) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1])).to.have.members([
      "left",
      "right",
    ]);
    const [issuer, date] = paragraphs.slice(-2);
    expect([issuer?.text, date?.text]).to.deep.equal(["联席会议办公室", "2021年6月25日"]);
    for (const each of [issuer, date]) expect(each?.xml).to.include('<w:jc w:val="right"/>');
  });

  it("names what stands in for a font that a computer does not have", async () => {
    const { fonts } = xmlOf(await document());
    expect(fonts).to.match(/w:name="方正小标宋简体"><w:altName w:val="[^"]*宋体/);
    expect(fonts).to.match(/w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong/);
  });

  it("keeps what was typed as text", async () => {
    const { paragraphs } = xmlOf(await document());
    expect(paragraphs.map(({ text }) => text)).to.include("<w:br/>&第二段");
  });
});
