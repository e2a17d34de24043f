import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readWorkbook } from "../../src/files/workbook-read.ts";
import { writeBook } from "../../src/ledger/books.ts";
import { BOOKS } from "../../src/verbs/books.ts";
import { inTurn, onEachStore, who, type House } from "../house.ts";
import { handIn } from "../../src/sandbox/deeds.ts";
import { doing } from "../journeys/chats.ts";

const liaison = who("jyj_liaison");

/** What `export` would write, row by row under its heads. */
async function exported(house: House, what: string): Promise<Record<string, string>[]> {
  const dir = mkdtempSync(join(tmpdir(), "duban-books-"));
  try {
    const path = join(dir, "book.xlsx");
    const count = await inTurn(house, (turn) => writeBook(turn, path, BOOKS[what]!));
    const [heads, ...rows] = readWorkbook(path, readFileSync(path)).sheets[0]!.rows;
    expect(rows, what).to.have.lengthOf(count);
    const named = (column: number) => heads!.cells.get(column)?.words ?? "";
    return rows.map(({ cells }) =>
      Object.fromEntries([...cells].map(([column, { words }]) => [named(column), words])),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

onEachStore((open) => {
  describe("what export writes besides the hazards", () => {
    it("holds each digest with its figures, each bulletin with its period, each leave and each version of a report", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await doing(house, handIn("jyj", { m_checked: "42", m_found: "0", m_fixed: "0", m_major: "0" }));
      await house.chat.say(liaison, "请假 6月21日");
      await house.drain();
      await house.walkTo("2021-06-18T18:00:00+08:00");

      const [digest, ...others] = await exported(house, "digests");
      expect(others).to.deep.equal([]);
      expect(digest).to.include({ 日期: "2021-06-18", 是否发出: "已发", 新登记: "0", 累计登记: "0" });

      const [bulletin] = await exported(house, "bulletins");
      expect(bulletin).to.include({ 状态: "待送审", 统计期起: "2020-12-01", 统计期止: "2021-06-18" });
      expect(bulletin!["缘由"]).to.equal("每周");

      const [leave] = await exported(house, "leaves");
      expect(leave).to.include({ 单位: "区教育局", 请假人: "教育局联络员", 状态: "未办完" });

      const [report] = await exported(house, "reports");
      expect(report).to.include({ 版次: "1", 报送人: "教育局联络员" });
      expect(report!["文件"]).to.include("第1版");
      expect(report!["内容校验"]).to.match(/^[0-9a-f]{64}$/);

      for (const what of Object.keys(BOOKS)) await exported(house, what);
    }).timeout(60_000);
  });
});
