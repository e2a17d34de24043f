import { expect } from "chai";
import fc from "fast-check";
import { ownName } from "../../src/files/name.ts";

describe("the name of a file from outside", () => {
  it("keeps what its sender called it", () => {
    for (const name of ["工作进展情况（第2稿）.docx", "2021年6月 台账.xlsx", "照片"])
      expect(ownName(name)).to.equal(name);
  });

  it("loses every path, whichever way the slashes lean", () => {
    expect(ownName("../../etc/passwd")).to.equal("passwd");
    expect(ownName("C:\\Windows\\system.ini")).to.equal("system.ini");
    expect(ownName("/")).to.equal("文件");
    expect(ownName("..")).to.equal("文件");
    expect(ownName(".bashrc")).to.equal("bashrc");
    expect(ownName("con.txt")).to.equal("_con.txt");
  });

  it("cannot hide what it ends in", () => {
    expect(ownName("报告\u202Efdp.exe")).to.equal("报告fdp.exe");
    expect(ownName("报告.pdf\u0000.exe")).to.equal("报告.pdf.exe");
    expect(ownName(`${"长".repeat(400)}.docx`)).to.match(/^长+…\.docx$/);
  });

  it("whatever it was, is a short name in one folder", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
        const name = ownName(given);
        // oxlint-disable-next-line no-control-regex
        expect(name).to.not.match(/[/\\<>:"|?*\n\u0000-\u001f]|^\.|\.$/);
        expect([...name].length).to.be.within(1, 120);
      }),
      { numRuns: 500 },
    );
  });
});
