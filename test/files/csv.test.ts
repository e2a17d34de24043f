import { expect } from "chai";
import fc from "fast-check";
import { readCsv } from "../../src/campaign/csv.ts";
import { csvOf } from "../../src/files/csv.ts";

describe("a file for a spreadsheet", () => {
  it("begins with the mark by which Chinese is read right, and ends each line as spreadsheets expect", () => {
    expect(csvOf([["任务", "签收"]])).to.equal('\ufeff"任务","签收"\r\n');
  });

  it("runs nothing that somebody typed", () => {
    for (const typed of [
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      "\n=1",
      "\0=1",
      "＝1+1",
      "＋1",
      "－1",
      "＠A",
    ])
      expect(csvOf([[typed]])).to.equal(`\ufeff"'${typed}"\r\n`);
  });

  it("keeps quotes, commas and lines within their cell", () => {
    expect(csvOf([['他说"好"，\n第二行', "b"]])).to.equal('\ufeff"他说""好""，\n第二行","b"\r\n');
  });

  it("is read back as it was written, and no cell begins like a formula, whatever was typed", () => {
    const typed = fc.string({ unit: fc.constantFrom("=", "+", "-", "@", '"', ",", "中", "a", " ", "|") });
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 5 }), (cells) => {
        const [line] = readCsv(csvOf([["head"], ["x", ...cells]])).slice(1);
        const [, ...read] = line?.cells ?? [];
        expect(read).to.deep.equal(cells.map((each) => (/^[=+\-@]/.test(each) ? `'${each}` : each)));
      }),
    );
  });
});
