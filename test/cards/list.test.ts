import { expect } from "chai";
import { listCard, MOST } from "../../cards/list.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";

const rows = Array.from({ length: MOST }, (_each, at) => ({
  title: `隐患${at + 1}`,
  lines: ["区教育局 · 等待交办"],
  act: "open.hazard" as const,
  id: `h${at + 1}`,
  rev: 0,
  tag: null,
  alarm: false,
}));

describe("a list card", () => {
  it("says how many there are in all, and how many are not on it", () => {
    const words = wordsOf(
      listCard({ title: "未销号", subtitle: "日报清单", rows, count: 123_456, empty: "" }),
    );
    expect(words)
      .to.include("未销号（123456）")
      .and.to.include(`还有${123_456 - MOST}件`);
  });

  it("leaves nothing out when all fit", () => {
    const words = wordsOf(listCard({ title: "未销号", subtitle: "日报清单", rows, empty: "" }));
    expect(words).to.include(`未销号（${MOST}）`).and.not.to.include("还有");
  });
});
