import { namesOf } from "../campaign/people.ts";
import { code } from "../campaign/numbers.ts";
import { unitName } from "../campaign/definition.ts";
import { HistoryTable } from "../campaign/history-table.ts";
import { dayOf, timeOf } from "../dates.ts";
import { rowsBy, findRows } from "../db/statements.ts";
import { EnterpriseTable } from "../enterprises/store.ts";
import type { Value } from "../files/cells.ts";
import { writeWorkbook, type SheetColumn, type SheetLine } from "../files/workbook.ts";
import { TaskTable } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { sectorInWords } from "./columns.ts";

const A_PAGE = 500;

/** What else than hazards is exported for the operator: a sheet a table, page by page. */
export type Book = {
  name: string;
  columns: SheetColumn[];
  lines: (turn: Turn) => AsyncGenerator<SheetLine[]>;
};

const text = (head: string, width: number): SheetColumn => ({ head, width, kind: "text" });
const day = (head: string): SheetColumn => ({ head, width: 12, kind: "day" });
const whole = (head: string): SheetColumn => ({ head, width: 10, kind: "whole" });

/** A table's rows in the order of their ids; each page begins after the last row of the one before. */
async function* pagesOf<Row>(
  turn: Turn,
  table: { name: string; where?: string; values?: readonly string[] },
  find: (id: string[]) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  const { name, where = "", values = [] } = table;
  for (let last = ""; ;) {
    const ids = await rowsBy(
      turn.tx,
      `SELECT id FROM ${name} WHERE district_id = ? AND id > ? ${where} ORDER BY id LIMIT ${A_PAGE}`,
      [turn.district, last, ...values],
      ({ id }) => String(id),
    );
    if (ids.length === 0) return;
    yield await find(ids);
    last = ids.at(-1) ?? "";
  }
}

const BY_ID = { order: { id: "ASC" } } as const;

const line = (values: Value[]): SheetLine => ({ values });

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
    whole("退回次数"),
  ],
  lines: async function* (turn) {
    const { campaign, tx, district: districtId } = turn;
    const of = { name: "task", where: "AND campaign = ?", values: [campaign.key] };
    for await (const page of pagesOf(turn, of, (id) => findRows(tx, TaskTable, { districtId, id }, BY_ID)))
      yield page.map(({ year, number, title, unit, state, dueOn, timesReturned }) =>
        line([
          code("task", year, number),
          title,
          unitName(campaign, unit),
          TASK_STATES[state] ?? state,
          dueOn,
          timesReturned,
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
    const { tx, district: districtId, campaign } = turn;
    const { units } = campaign;
    const unit = (key: string | null) => units.find((each) => each.key === key);
    for await (const page of pagesOf(turn, { name: "enterprise" }, (id) =>
      findRows(tx, EnterpriseTable, { districtId, id }, BY_ID),
    ))
      yield page.map(({ name, usci, town, sector, address, chemicals, aliases }) => {
        const of = unit(sector);
        const where = [unit(town)?.name ?? "", of ? sectorInWords(of) : ""];
        return line([name, usci, ...where, address, chemicals, aliases.join("、")]);
      });
  },
};

const audit: Book = {
  name: "办理记录",
  columns: [
    whole("链位"),
    text("时间", 18),
    text("人员", 14),
    text("事项", 46),
    text("动作", 20),
    text("内容", 40),
    text("来源", 30),
    text("校验", 68),
  ],
  lines: async function* (turn) {
    const { tx, district: districtId, campaign } = turn;
    const zone = campaign.district.timezone;
    for await (const page of pagesOf(turn, { name: "history" }, (id) =>
      findRows(tx, HistoryTable, { districtId, id }, BY_ID),
    )) {
      const names = await namesOf(
        turn,
        page.map(({ by }) => by),
      );
      yield page.map(({ position, at, by, subject, act, words, source, hash }) => {
        const when = `${dayOf(at, zone)} ${timeOf(at, zone)}`;
        return line([position, when, (by && names.get(by)) || "系统", subject, act, words, source, hash]);
      });
    }
  },
};

export const BOOKS = { tasks, enterprises, audit };

/** Writes one of them; answers how many lines it has. */
export async function writeBook(turn: Turn, path: string, { name, columns, lines }: Book): Promise<number> {
  let count = 0;
  const counted = async function* () {
    for await (const page of lines(turn)) {
      count += page.length;
      yield page;
    }
  };
  await writeWorkbook(path, [{ name, columns, lines: counted() }]);
  return count;
}
