import { IsNull, Like, MoreThan, Not, Raw } from "typeorm";
import type { Told } from "../../cards/proof.ts";
import { namesOf } from "../campaign/people.ts";
import { readingsOf } from "../campaign/readings.ts";
import { OutboxTable, type OutboxRow } from "../jobs/outbox-table.ts";
import type { Turn } from "../turn.ts";

/** Cards of their own kind that name several things: which ones stands in what they froze. */
const MERGED = { "morning:": "提醒", "tray:": "提醒", "escalation:": "升级提醒" } as const;

/** Why a card was pushed, by the first word of its intent. */
const WORDS: Record<string, string> = {
  issued: "下达",
  assigned: "交办",
  requested: "申请复查",
  returned: "退回",
  extension: "延期答复",
  moved: "期限调整",
  cancelled: "撤销",
  withdrawn: "撤销",
  renewed: "重发",
};

function wordFor({ subject, idemKey }: OutboxRow): string {
  const merged = Object.entries(MERGED).find(([prefix]) => subject.startsWith(prefix));
  if (merged) return merged[1];
  const intent = idemKey.split("|").at(-1) ?? "";
  return WORDS[intent.split(":")[0] ?? ""] ?? "通知";
}

const WAITING = { waiting: "尚未发出", uncertain: "正在核实", parked: "没有送达", sent: "没有送达" } as const;

/** Every push about a subject: to whom, when it left, and when it was read. What people opened themselves is no push. */
export async function toldOf(turn: Turn, subject: string): Promise<Told[]> {
  const { tx, district: districtId } = turn;
  const pushes = { districtId, priority: MoreThan(0), personId: Not(IsNull()) };
  const rows = tx.getRepository(OutboxTable);
  const own = await rows.findBy({ ...pushes, subject });
  const merged: OutboxRow[] = [];
  for (const prefix of Object.keys(MERGED)) {
    const names = Raw((column) => `CAST(${column} AS CHAR) LIKE :about`, { about: `%"${subject}"%` });
    merged.push(...(await rows.findBy({ ...pushes, subject: Like(`${prefix}%`), frozen: names })));
  }
  const all = [...own, ...merged].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const names = await namesOf(
    turn,
    all.map(({ personId }) => personId),
  );
  const readings = await readingsOf(
    turn,
    all.map(({ id }) => id),
  );
  return all.map((row) => ({
    who: names.get(row.personId ?? "") ?? "",
    what: wordFor(row),
    sentAt: row.sentAt,
    readAt: readings.get(row.id)?.readAt ?? null,
    why: row.sentAt ? "" : WAITING[row.state],
  }));
}
