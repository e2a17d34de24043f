import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { dayOfSerial, letterOf, columnOf, serialOf } from "../../src/files/cells.ts";
import { writeWorkbook } from "../../src/files/workbook.ts";
import { bookRefusal, readWorkbook } from "../../src/files/workbook-read.ts";
import { workbook, type Raw, type RawBook } from "../ledger/sheets.ts";

const cellsOf = async (rows: readonly (readonly Raw[])[], more: Partial<RawBook> = {}) => {
  const book = readWorkbook("台账.xlsx", await workbook({ rows, ...more }));
  return (book.sheets[0]?.rows ?? []).map(({ cells }) =>
    [...cells].map(([at, { words, kind }]) => [at, words, kind]),
  );
};

describe("a workbook that is written", () => {
  const dir = mkdtempSync(join(tmpdir(), "duban-book-"));
  after(() => rmSync(dir, { recursive: true, force: true }));

  const back = async (typed: readonly string[]) => {
    const path = join(dir, "x.xlsx");
    const columns = [{ head: "内容", width: 20, kind: "text" as const }];
    await writeWorkbook(path, [{ name: "表", columns, lines: [typed.map((each) => ({ values: [each] }))] }]);
    const [sheet] = readWorkbook("x.xlsx", readFileSync(path)).sheets;
    return (sheet?.rows ?? []).slice(1).map(({ cells }) => cells.get(0));
  };

  it("gives back every word as it was typed and runs none, whatever it begins with", async () => {
    const hostile = [
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "＝1",
      "\t=1",
      '=HYPERLINK("http://a","b")',
      "_x0041_",
      "<f>1</f>",
      "&lt;",
      "]]>",
      "😀",
    ];
    const read = await back(hostile);
    expect(read).to.deep.equal(hostile.map((words) => ({ words, kind: "words" })));
  });

  it("holds whatever can be typed, but for what no spreadsheet can hold", async () => {
    const sign = fc.constantFrom(
      "=",
      "_",
      "x",
      "0",
      "4",
      "1",
      "<",
      "&",
      '"',
      "'",
      "\n",
      "中",
      "😀",
      "\u0001",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: sign, minLength: 1 }), { minLength: 1, maxLength: 8 }),
        async (typed) => {
          const kept = typed
            .map((each) => each.replaceAll("\u0001", ""))
            .filter((each) => each.trim() !== "");
          expect((await back(typed)).flatMap((cell) => cell?.words ?? [])).to.deep.equal(kept);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("counts days as spreadsheets do, from 1900 and from 1904, and columns by letters", () => {
    expect(serialOf("2021-06-05")).to.equal(44352);
    expect(dayOfSerial(44352, false)).to.equal("2021-06-05");
    expect(dayOfSerial(42890, true)).to.equal("2021-06-05");
    for (const [column, letter] of [
      [0, "A"],
      [25, "Z"],
      [26, "AA"],
      [35, "AJ"],
    ] as const) {
      expect(letterOf(column)).to.equal(letter);
      expect(columnOf(`${letter}12`)).to.equal(column);
    }
  });
});

describe("a workbook that is read", () => {
  it("fills merged places with what stands in their first cell, and no further than its lines", async () => {
    const rows = [
      ["甲中学", "一"],
      [null, "二"],
      [null, "三"],
    ];
    expect(await cellsOf(rows, { merges: ["A1:A3"] })).to.deep.equal([
      [
        [0, "甲中学", "words"],
        [1, "一", "words"],
      ],
      [
        [1, "二", "words"],
        [0, "甲中学", "words"],
      ],
      [
        [1, "三", "words"],
        [0, "甲中学", "words"],
      ],
    ]);
    const whole = await cellsOf([["甲"], ["乙"]], { merges: ["A1:XFD1048576"] });
    expect(whole).to.have.lengthOf(2);
  });

  it("passes over blank lines, and keeps each line's own number", async () => {
    const { sheets } = readWorkbook("x.xlsx", await workbook({ rows: [["甲"], [], [" "], ["乙"]] }));
    expect(sheets[0]?.rows.map(({ row }) => row)).to.deep.equal([1, 4]);
  });

  it("knows days by their style, from 1900 or 1904, and shared words without how they are read aloud", async () => {
    expect(await cellsOf([[{ day: 44352 }, { shared: 0 }]], { shared: ["甲中学"] })).to.deep.equal([
      [
        [0, "2021-06-05", "day"],
        [1, "甲中学", "words"],
      ],
    ]);
    expect(await cellsOf([[{ day: 42890 }, 5000, 0.3]], { from1904: true })).to.deep.equal([
      [
        [0, "2021-06-05", "day"],
        [1, "5000", "number"],
        [2, "0.3", "number"],
      ],
    ]);
  });

  it("says of a formula that it is one", async () => {
    expect(await cellsOf([[{ formula: "CONCATENATE(A1)", value: "甲" }]])).to.deep.equal([
      [[0, "甲", "formula"]],
    ]);
  });

  const refused = async (work: () => Promise<unknown>): Promise<string> => {
    try {
      await work();
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
    return "";
  };

  it("is refused in words when it has macros, is of the old kind, is damaged or too big", async () => {
    const whole = await workbook({ rows: [["甲"]] });
    expect(bookRefusal("台账.xlsm", whole)).to.include("带宏的表格（.xlsm）不收");
    const macros = await workbook({ rows: [["甲"]], parts: { "xl/vbaProject.bin": "x" } });
    expect(bookRefusal("台账.xlsx", macros)).to.include("表格里有宏");
    expect(bookRefusal("台账.xlsx", Buffer.from("d0cf11e0a1b11ae1", "hex"))).to.include("旧版或加了密码");
    expect(bookRefusal("台账.xlsx", whole.subarray(0, whole.length - 30))).to.include("文件已损坏");
    expect(bookRefusal("台账.xlsx", Buffer.alloc(20 * 1024 * 1024 + 1))).to.include("表格超过20MB");
    expect(bookRefusal("台账.xlsx", whole)).to.equal(null);
  });

  it("is refused when it unpacks to more than it says, when it declares a type, and when its text is broken off", async () => {
    const long = "a".repeat(1024 * 1024);
    const burst = await workbook({ rows: Array.from({ length: 130 }, () => [long]) });
    expect(await refused(async () => readWorkbook("x.xlsx", burst))).to.include("表格展开后太大");
    const lying = Buffer.from(burst);
    for (let at = 0; at < lying.length - 30; at += 1)
      if (lying.readUInt32LE(at) === 0x02014b50) lying.writeUInt32LE(1000, at + 24);
    expect(await refused(async () => readWorkbook("x.xlsx", lying))).to.include("表格展开后太大");
    const typed = await workbook({ rows: [["甲"]], before: '<!DOCTYPE x [<!ENTITY a "aaaa">]>' });
    expect(await refused(async () => readWorkbook("x.xlsx", typed))).to.include("表格文件已损坏");
    const whole = await workbook({ rows: [["甲"]] });
    const broken = Buffer.from(whole);
    broken.fill(0xff, 60, 120);
    expect(await refused(async () => readWorkbook("x.xlsx", broken))).to.include("已损坏");
  });
});
