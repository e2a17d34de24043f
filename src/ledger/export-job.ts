import { record } from "../campaign/history.ts";
import { dayOf } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { adoptFile } from "../files/store.ts";
import { post } from "../jobs/outbox.ts";
import type { Turn } from "../turn.ts";
import { apart } from "./apart.ts";
import { namesOf } from "../campaign/people.ts";
import type { LedgerJob } from "./job.ts";
import { AskedShape, Made } from "./orders.ts";
import type { LedgerParts, Step } from "./works.ts";

const MB = 1024 * 1024;
/** A message takes no bigger file (CONTRACT §2). */
const LARGEST = 30 * MB;

/** What a process of its own needs to know of the house. */
export async function houseOf(parts: LedgerParts, job: LedgerJob) {
  const { door, turnOf, clock, calendar, database } = parts;
  const now = clock.now();
  return door(async (tx) => {
    const turn = turnOf(tx, job.campaign, now);
    const names = await namesOf(turn, [job.personId]);
    const by = names.get(job.personId) ?? "";
    return { database, campaign: turn.campaign, years: calendar.years, now, by };
  });
}

/** Has the ledger made, keeps it under its hash, and sends it to whoever asked. */
export async function exportLedger(parts: LedgerParts, job: LedgerJob, beside: string): Promise<Step> {
  const asked = AskedShape.parse(job.asked);
  const house = await houseOf(parts, job);
  const made = await apart({ kind: "export", ...house, asked, out: beside }, Made);
  if (made.rows === 0) throw new Refusal("没有符合的隐患，没有生成台账。发“台账”可导出全部");
  if (made.size > LARGEST) throw new Refusal("台账超过30MB，发不出去，请按年份或单位分开要，例：台账 2021");
  await adoptFile(parts.dir, beside, made.sha256);
  const on = dayOf(house.now, house.campaign.district.timezone);
  const name = `隐患排查治理台账-${on}.xlsx`;
  return {
    change: { state: "done", result: { ...made, name } },
    tell: (turn, { id, personId }) => sendFile(turn, { id, person: personId, name, ...made }),
  };
}

type Sent = Made & { id: string; person: string; name: string };

/** That it was made, from how much, and its hash join the chain; the file itself follows as a message. */
async function sendFile(turn: Turn, { id, person, name, rows, sha256 }: Sent): Promise<void> {
  record(turn, {
    subject: `ledger:${id}`,
    by: person,
    act: "ledger.export",
    words: `导出台账${rows}条，文件校验${sha256.slice(0, 16)}`,
    details: { name, rows, sha256 },
  });
  await post(turn, { person }, `file:${id}`, {
    key: "ledger",
    own: true,
    priority: 0,
    frozen: { name, sha256 },
  });
}
