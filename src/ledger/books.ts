import { rootInWords, rootOf } from "../campaign/chain.ts";
import { code } from "../campaign/numbers.ts";
import { unitName } from "../campaign/definition.ts";
import { EnterpriseTable } from "../enterprises/store.ts";
import { writeWorkbook } from "../files/workbook.ts";
import { TaskTable } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { cover, day, line, pagesOf, stamp, text, whole, type Book } from "../files/book-parts.ts";
import { CUT_OFF } from "./book-words.ts";
import { audit, leaves, lookBacks, reports, seats } from "./books-kept.ts";
import { sectorInWords } from "./columns.ts";

const TASK_STATES: Record<string, string> = {
  issued: "已下达",
  accepted: "已签收",
  in_progress: "填报中",
  submitted: "已报送",
  returned: "已退回",
  done: "已办结",
  cancelled: "已撤销",
};

const tasks: Book = {
  name: "任务",
  columns: [
    text("编号", 20),
    text("任务", 34),
    text("单位", 18),
    text("状态", 10),
    day("期限"),
    day("改后期限"),
    text("下达时间", 18),
    text("签收时间", 18),
    text("首次报送", 18),
    text("最近报送", 18),
    text("是否迟报", 10),
    whole("退回次数"),
  ],
  lines: async function* (turn) {
    const { campaign } = turn;
    const ours = { table: TaskTable, where: "AND campaign = ?", values: [campaign.key] };
    for await (const page of pagesOf(turn, ours))
      yield page.map((task) =>
        line([
          code("task", task.year, task.number),
          task.title,
          unitName(campaign, task.unit),
          TASK_STATES[task.state] ?? task.state,
          task.dueOn,
          task.movedTo,
          stamp(turn, task.issuedAt),
          ...[task.signedAt, task.firstSubmittedAt, task.submittedAt].map((at) => at && stamp(turn, at)),
          task.late ? "迟报" : "",
          task.timesReturned,
        ]),
      );
  },
};

const enterprises: Book = {
  name: "企业",
  columns: [
    text("企业名称", 30),
    text("统一社会信用代码", 22),
    text("属地", 12),
    text("行业领域", 26),
    text("地址", 30),
    text("涉及危化品", 30),
    text("别名", 20),
  ],
  lines: async function* (turn) {
    const { units } = turn.campaign;
    const unit = (key: string | null) => units.find((each) => each.key === key);
    for await (const page of pagesOf(turn, { table: EnterpriseTable }))
      yield page.map(({ name, usci, town, sector, address, chemicals, aliases }) => {
        const of = unit(sector);
        const where = [unit(town)?.name ?? "", of ? sectorInWords(of) : ""];
        return line([name, usci, ...where, address, chemicals, aliases.join("、")]);
      });
  },
};

export const LEDGER_BOOKS = { tasks, enterprises, reports, "look-backs": lookBacks, seats, leaves, audit };

/** What the sheet is, of when, and how much: the figures of a report are held to it. */
const facts = (turn: Turn, name: string, root: string, count: number): string[][] => [
  ["名称", `${turn.campaign.name}${name}`],
  [CUT_OFF, stamp(turn, turn.now)],
  ["条数", String(count)],
  ["口径", "全部，现有的和已结束的都在内；时间是本区时间"],
  ["留痕", root],
];

const COVER_WIDTH = 60;

/** Writes one of them; answers how many lines it has. */
export async function writeBook(turn: Turn, path: string, { name, columns, lines }: Book): Promise<number> {
  let count = 0;
  const counted = async function* () {
    for await (const page of lines(turn)) {
      count += page.length;
      yield page;
    }
  };
  const root = rootInWords(await rootOf(turn.tx, turn.district));
  await writeWorkbook(path, [
    { name, columns, lines: counted() },
    cover(COVER_WIDTH, () => facts(turn, name, root, count)),
  ]);
  return count;
}
