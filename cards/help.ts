import { card, markdown, plain, small, type Card } from "./elements.ts";

export type HelpView = { unknownWord: boolean; isOffice: boolean };

const LINES = [
  ["我的任务", "等我办的任务和隐患，急的在前"],
  ["登记隐患", "发现隐患，现在就记；没填完的保留14天"],
  ["隐患 12", "打开一条隐患"],
  ["隐患 甲中学", "按企业、编号或关键词查；也可发“我的隐患”"],
  ["任务 33", "打开一项任务"],
  ["任务 33 留痕", "谁在何时收到、已读、签收、办理"],
  ["请假", "例：请假 6月20日至25日，由B角代"],
  ["名册", "谁在哪个席位；要加入发“申请加入”"],
  ["日报", "看最近一期日报"],
  ["通报", "看各期通报；发“通报 3”要第3期和文件"],
  ["考核", "年度考核得分，每分都能点开看"],
  ["台账", "隐患台账的Excel，例：台账 2021 红灯"],
] as const;

const FOR_OFFICE = [
  ["待办", "办公室要审核、交办、复查的"],
  ["考核 2021", "统计那一年的考核；只发“考核”是今年试算"],
  ["汇总", "各单位报告和累计数，例：汇总 OB3"],
  ["回头看", "最近一次抽中的隐患"],
  ["统计", "重大隐患，例：统计 2021 2（第2季度）"],
] as const;

/** What one can type; the answer to an unknown word is the same, and says so. */
export function helpCard({ unknownWord, isOffice }: HelpView): Card {
  const lines = [...LINES, ...(isOffice ? FOR_OFFICE : [])];
  return card("督办使用说明", { title: "可以这样用", colour: "blue" }, [
    ...(unknownWord ? [plain("没有听懂这句话。要报进展，请回复对应的卡片；也可以发下面的词。")] : []),
    markdown(lines.map(([word, what]) => `**${word}**　<font color='grey'>${what}</font>`).join("<br>")),
    small("交材料：回复对应的卡片发照片或文件。直接发来的，会问归入哪一项。"),
  ]);
}
