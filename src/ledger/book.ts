import { rootInWords, rootOf } from "../campaign/chain.ts";
import type { Campaign } from "../campaign/definition.ts";
import { letterOf } from "../files/cells.ts";
import type { Stage } from "../files/attachment.ts";
import { writeWorkbook, type Sheet, type SheetLine } from "../files/workbook.ts";
import type { Turn } from "../turn.ts";
import { askedInWords, type Asked } from "./asked.ts";
import { cover, line, stamp, text } from "../files/book-parts.ts";
import { CUT_OFF } from "./book-words.ts";
import { choicesOf, COLUMNS } from "./columns.ts";
import { filesOf, ledgerPages } from "./pages.ts";

const EVIDENCE = "佐证";
const CHOICES = "选项";
const CHOSEN = COLUMNS.filter(({ kind }) => kind === "choice");
const AT_ONCE = 500;
const COVER_WIDTH = 90;
const LINKED = COLUMNS.findIndex(({ key }) => key === "evidence_links");

/** Writes the ledger as it is in this turn: how it was made, the rows, what stands behind them, the lists of choices. */
export async function writeLedger(turn: Turn, path: string, asked: Asked, by: string): Promise<number> {
  const made: Made = { count: 0, withFiles: [] };
  const root = rootInWords(await rootOf(turn.tx, turn.district));
  await writeWorkbook(path, [
    cover(COVER_WIDTH, () => method(turn, asked, { by, root, count: made.count })),
    { name: "台账", columns: sheetColumns(turn.campaign), lines: ledgerLines(turn, asked, made) },
    { name: EVIDENCE, columns: EVIDENCE_COLUMNS, lines: evidenceLines(turn, made) },
    choices(turn.campaign),
  ]);
  return made.count;
}

/** No zone is ahead by a part of a minute. */
const secondsOf = (at: Date): string => String(at.getUTCSeconds()).padStart(2, "0");

function method(turn: Turn, asked: Asked, { by, root, count }: { by: string; root: string; count: number }) {
  const { campaign, now } = turn;
  return [
    ["名称", `${campaign.name}隐患排查治理台账`],
    [CUT_OFF, `${stamp(turn, now)}:${secondsOf(now)}`],
    ["范围", askedInWords(asked, campaign)],
    ["条数", String(count)],
    ["导出人", by],
    ["留痕", root],
    [
      "怎么看",
      "每条隐患一行，按编号排列；灯号是截止时间那一刻的。点“佐证”里的文件名可看这条隐患的全部照片和文件。",
    ],
    [
      "怎么改",
      "可以在“台账”页上改，再把文件发给督办机器人。编号不要改；新增的隐患，编号空着。空格表示不改。",
    ],
    [
      "能改什么",
      "登记的内容和整改的内容。级别、责任部门、时限、复查、销号、挂牌、处罚按程序办，在表里改不了。",
    ],
    ["不能有", "公式、宏、合并的表头。日期写成2021-06-05即可，2021.6.5、2021年6月5日也认得。"],
  ];
}

/** Every column, with the place of its list. */
export const sheetColumns = (campaign: Campaign) =>
  COLUMNS.map(({ key, head, width, kind }) => {
    if (kind !== "choice") return { head, width, kind };
    const letter = letterOf(CHOSEN.findIndex((each) => each.key === key));
    const choices = `'${CHOICES}'!$${letter}$2:$${letter}$${choicesOf(key, campaign).length + 1}`;
    return { head, width, kind: "text" as const, choices };
  });

/** The lists themselves, on a sheet that is hidden. */
export function choices(campaign: Campaign): Sheet {
  const lists = CHOSEN.map(({ key }) => choicesOf(key, campaign));
  const longest = Math.max(...lists.map(({ length }) => length));
  const lines = Array.from({ length: longest }, (_each, at) => ({
    values: lists.map((list) => list[at] ?? null),
  }));
  return { name: CHOICES, hidden: true, columns: CHOSEN.map(({ head }) => text(head, 24)), lines: [lines] };
}

/** How many rows were written, and which of them have photos and files behind them. */
type Made = { count: number; withFiles: { id: string; code: string }[] };

async function* ledgerLines(turn: Turn, asked: Asked, made: Made): AsyncGenerator<SheetLine[]> {
  let evidence = 1;
  for await (const page of ledgerPages(turn, asked)) {
    made.count += page.length;
    yield page.map(({ hazard, row, files }) => {
      const values = COLUMNS.map(({ key }) => row[key]);
      if (files.length === 0) return { values };
      const link = { column: LINKED, to: `'${EVIDENCE}'!A${evidence + 1}` };
      evidence += files.length;
      made.withFiles.push({ id: hazard.id, code: row.hazard_no });
      return { values, link };
    });
  }
}

const EVIDENCE_COLUMNS = [
  text("编号", 20),
  text("环节", 12),
  text("文件名", 50),
  { head: "字节数", width: 12, kind: "whole" as const },
  text("收到时间", 18),
  text("文件校验", 20),
];

const STAGES: Record<Stage, string> = {
  document: "报送",
  before: "整改前",
  after: "整改后",
  supplement: "补充",
};

async function* evidenceLines(turn: Turn, { withFiles }: Made): AsyncGenerator<SheetLine[]> {
  for (let from = 0; from < withFiles.length; from += AT_ONCE) {
    const hazards = withFiles.slice(from, from + AT_ONCE);
    const files = await filesOf(turn, hazards);
    yield hazards.flatMap(({ id, code }) =>
      (files.get(id) ?? []).map(({ stage, name, size, at, sha256 }) => {
        const proof = sha256?.slice(0, 16) ?? "";
        return line([code, stage ? STAGES[stage] : "", name, size, stamp(turn, at), proof]);
      }),
    );
  }
}
