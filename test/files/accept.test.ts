import { gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { isShown, refusalOf } from "../../src/files/accept.ts";
import { contentsOf } from "../../src/files/archive.ts";
import { sizeOf } from "../../src/files/picture.ts";
import { kindOf } from "../../src/files/sniff.ts";
import { bmp, docx, gif, heic, jpeg, png, webp, zip } from "./bytes.ts";

const MB = 1024 * 1024;
const hex = (text: string) => Buffer.concat([Buffer.from(text, "hex"), Buffer.alloc(64)]);

describe("a file that somebody sends", () => {
  const taken: [name: string, bytes: Buffer][] = [
    ["工作进展情况.docx", docx()],
    ["加密的方案.docx", hex("d0cf11e0a1b11ae1")],
    ["台账.xls", hex("d0cf11e0a1b11ae1")],
    ["盖章件.pdf", Buffer.from("%PDF-1.7\n")],
    ["照片.jpg", jpeg(4000, 3000)],
    ["照片.jpg", png(4000, 3000)],
    ["照片", heic(4032, 3024)],
    ["材料.zip", zip([{ name: "一/二.txt" }])],
    ["材料.rar", Buffer.from("Rar!\u001a\u0007\u0000")],
    ["说明.txt", Buffer.from("BM是代号")],
    ["工作进展情况.docx", Buffer.from("报告正文")],
    ["录音", Buffer.from("OggS")],
  ];
  for (const [name, bytes] of taken) {
    it(`is taken: ${name} (${kindOf(bytes)})`, () => {
      expect(refusalOf(name, bytes)).to.equal(null);
    });
  }

  const refused: [name: string, bytes: Buffer, why: string][] = [
    ["工作进展情况.docx", Buffer.from("MZ\u0090\u0000"), "程序"],
    ["照片.jpg", hex("7f454c46"), "程序"],
    ["快捷方式.pdf", hex("4c00000001140200"), "程序"],
    ["自查表.xlsx.exe", Buffer.from("x"), "程序"],
    ["自查表.VBS", Buffer.from("x"), "程序"],
    ["说明.txt", Buffer.from("#!/bin/sh\nrm -rf /"), "程序"],
    ["台账.xls", Buffer.from("\uFEFF \n<!-- x --><!DOCTYPE html><script>x</script>"), "网页"],
    ["图.png", Buffer.from("<?xml version='1.0'?><svg onload='x'/>"), "网页"],
    ["通知.html", Buffer.from("你好"), "网页"],
    ["盖章件.pdf", docx(), "内容是压缩文件"],
    ["工作进展情况.docx", Buffer.from("%PDF-1.7"), "内容是PDF"],
    ["照片.png", Buffer.from("%PDF-1.7"), "内容是PDF"],
    ["工作进展情况.docx", jpeg(10, 10), "内容是照片"],
    ["说明.txt", docx(), "内容是压缩文件"],
    ["空.docx", Buffer.alloc(0), "空的"],
  ];
  for (const [name, bytes, why] of refused) {
    it(`is refused: ${name} (${kindOf(bytes)}), and the sender reads “${why}”`, () => {
      expect(refusalOf(name, bytes)).to.include(why);
    });
  }
});

describe("a photo", () => {
  const forms = { png, jpeg, gif, bmp, heic };
  for (const [form, make] of Object.entries(forms)) {
    it(`tells its size in its header (${form}), and is not drawn to find out`, () => {
      expect(sizeOf(make(4032, 3024))).to.deep.equal({ width: 4032, height: 3024 });
    });
  }
  for (const form of ["VP8X", "VP8 ", "VP8L"] as const) {
    it(`tells its size in its header (webp ${form})`, () => {
      expect(sizeOf(webp(form, 4032, 3024))).to.deep.equal({ width: 4032, height: 3024 });
    });
  }

  it("of 30000 by 30000 is refused however few bytes it has; the best phone's 200 megapixels are taken", () => {
    expect(refusalOf("照片.png", png(30_000, 30_000))).to.equal("照片太大（30000×30000），请缩小后重发");
    expect(refusalOf("照片.jpg", jpeg(60_000, 60_000))).to.include("照片太大");
    expect(refusalOf("照片.png", png(0xffffffff, 0xffffffff))).to.include("照片太大");
    expect(refusalOf("照片.jpg", jpeg(16_320, 12_240))).to.equal(null);
  });

  it("is shown on a card within Feishu's 10 MB and 12000 pixels a side; beyond it is kept all the same", () => {
    expect(isShown(png(12_000, 9_000))).to.equal(true);
    expect(isShown(png(12_001, 9_000))).to.equal(false);
    expect(isShown(Buffer.concat([png(100, 100), Buffer.alloc(10 * MB)]))).to.equal(false);
    expect(isShown(docx())).to.equal(false);
  });

  it("that breaks off anywhere is never a failure of ours", () => {
    for (const whole of [jpeg(9, 9), png(9, 9), gif(9, 9), bmp(9, 9), heic(9, 9), webp("VP8X", 9, 9)]) {
      for (let length = 0; length <= whole.length; length += 1) sizeOf(whole.subarray(0, length));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        for (const start of [jpeg(9, 9), webp("VP8L", 9, 9), heic(9, 9), zip([{ name: "a" }])]) {
          refusalOf("x.jpg", Buffer.concat([start, noise]));
          refusalOf("x.zip", Buffer.concat([start.subarray(0, 12), noise]));
        }
      }),
    );
  });
});

describe("a packed file", () => {
  it("tells how many entries and bytes it holds without being unpacked", () => {
    const contents = contentsOf(
      zip(
        [
          { name: "a", bytes: Buffer.alloc(1000) },
          { name: "b/", bytes: Buffer.alloc(0) },
        ],
        "注释",
      ),
    );
    expect(contents).to.deep.equal({ entries: 2, unpacked: 1000, escapes: false });
  });

  it("that would burst is refused: a real one of 300 MB in 300 KB, and one that claims 4 GB", () => {
    const real = zip([{ name: "零.bin", bytes: Buffer.alloc(300 * MB) }]);
    expect(real.length).to.be.below(MB);
    expect(refusalOf("材料.zip", real)).to.include("展开后太大");
    expect(refusalOf("方案.docx", zip([{ name: "word/document.xml", says: 0xfffffffe }]))).to.include(
      "展开后太大",
    );
    const many = Array.from({ length: 200 }, (_each, nth) => ({ name: `${nth}`, says: 10 * MB }));
    expect(refusalOf("材料.zip", zip(many))).to.include("展开后太大");
  });

  it("with its size written elsewhere is read there, and refused when it stands nowhere", () => {
    const extra = Buffer.alloc(12);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(5n * 1024n ** 4n, 4);
    expect(contentsOf(zip([{ name: "a", says: 0xffffffff, extra }]))?.unpacked).to.equal(5 * 1024 ** 4);
    expect(refusalOf("a.zip", zip([{ name: "a", says: 0xffffffff }]))).to.include("展开后太大");
  });

  it("of more than 10000 entries is refused, whatever number it gives", () => {
    const entries = Array.from({ length: 10_001 }, (_each, nth) => ({
      name: `${nth}`,
      bytes: Buffer.alloc(0),
    }));
    expect(refusalOf("材料.zip", zip(entries))).to.include("超过10000个文件");
    expect(refusalOf("材料.zip", zip(entries.slice(1)))).to.equal(null);
  }).timeout(20_000);

  it("whose names lead out of their folder is refused", () => {
    for (const name of ["../../etc/passwd", "a/../../b", "/etc/passwd", "C:\\x", "..\\x", "a\\..\\b", ".."]) {
      expect(refusalOf("材料.zip", zip([{ name: "ok" }, { name }])), name).to.include("指向别处");
    }
    for (const name of ["a..b", "…/x", "a/.b", "方案..docx"])
      expect(refusalOf("材料.zip", zip([{ name }])), name).to.equal(null);
  });

  it("that was cut off is refused as broken, a gzip is left alone", () => {
    expect(refusalOf("方案.docx", docx().subarray(0, 60))).to.include("不完整");
    expect(refusalOf("x.gz", gzipSync("x"))).to.equal(null);
  });
});
