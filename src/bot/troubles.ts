import { holders, officePeople, ownUnits, peopleByIds } from "../campaign/people.ts";
import { changeRows, findRows } from "../db/statements.ts";
import { post } from "../jobs/outbox.ts";
import { OutboxTable, TROUBLES, type OutboxRow } from "../jobs/outbox-table.ts";
import type { Person, Turn } from "../turn.ts";

const AT_ONCE = 50;
const NAMED = 5;
const OWN = "say:trouble";
/** What a unit owes is brought to somebody else of it; what answers one person is not. */
const OF_UNITS = new Set(["task", "hazard"]);

/** Cards that did not arrive: what a unit owes goes to its other people, a group's to the office, and the operator hears of all. */
export async function tellTroubles(turn: Turn): Promise<number> {
  const rows = await findRows(
    turn.tx,
    OutboxTable,
    { districtId: turn.district, campaign: turn.campaign.key, trouble: TROUBLES, toldAt: null },
    { order: { id: "ASC" }, limit: AT_ONCE },
  );
  if (rows.length === 0) return 0;
  for (const row of rows) await handOver(turn, row);
  const ids = rows.map(({ id }) => id);
  const told = { toldAt: turn.now.getTime() };
  await changeRows(turn.tx, OutboxTable, { districtId: turn.district, id: ids }, told);
  await tellOperator(
    turn,
    rows.filter(({ subject }) => !subject.startsWith(OWN)),
  );
  return rows.length;
}

async function handOver(turn: Turn, row: OutboxRow): Promise<void> {
  if (row.state !== "parked" || row.superseded) return;
  const kept = row.frozen ? { frozen: row.frozen } : {};
  const options = { key: `handed:${row.id}`, ...kept };
  const to = row.trouble === "place" ? await officePeople(turn) : await colleagues(turn, row);
  for (const { id } of to) await post(turn, { person: id }, row.subject, options);
}

/** The others who may act for the unit whose person cannot be reached. */
async function colleagues(turn: Turn, { trouble, personId, subject }: OutboxRow): Promise<Person[]> {
  if (trouble !== "person" || !OF_UNITS.has(subject.split(":")[0] ?? "")) return [];
  const [gone] = await peopleByIds(turn, [personId ?? ""]);
  const found: Person[] = [];
  for (const unit of gone ? ownUnits(gone) : [])
    found.push(...(await holders(turn, unit, ["deputy", "lead", "liaison"])));
  return found.filter(({ id }, at) => id !== personId && found.findIndex((each) => each.id === id) === at);
}

const WORDS: Record<NonNullable<OutboxRow["trouble"]>, string> = {
  place: "发不进群",
  person: "收不到",
  message: "原消息已撤回",
  ours: "卡片没能完整显示",
  again: "多次没有发成",
  unknown: "不知道是否已发出",
  repeated: "可能收到两张",
};

async function tellOperator(turn: Turn, rows: readonly OutboxRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const lines: string[] = [];
  for (const row of rows.slice(0, NAMED)) {
    const [person] = row.personId ? await peopleByIds(turn, [row.personId]) : [];
    const to = person?.name ?? (row.chatId ? "群" : "名册外人员");
    lines.push(`${to}：${WORDS[row.trouble ?? "again"]}${row.reason ? `，${row.reason}` : ""}`);
  }
  if (rows.length > NAMED) lines.push(`等${rows.length}张，全部在日志和 outbox 表里`);
  const words = [`有${rows.length}张卡片没有正常送到：`, ...lines].join("\n");
  for (const { id } of await holders(turn, "office", ["sysadmin"]))
    await post(turn, { person: id }, `${OWN}-${first.id}`, { key: "told", priority: 3, frozen: { words } });
}
