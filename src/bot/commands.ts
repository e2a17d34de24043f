import { numberIn } from "../campaign/numbers.ts";
import { isOffice, ownUnits } from "../campaign/people.ts";
import { TRAY } from "../campaign/trays.ts";
import { sendBulletins } from "../digest/bulletin-send.ts";
import { sendPack } from "../digest/pack-send.ts";
import { sendDigest } from "../digest/send.ts";
import { Refusal } from "../errors.ts";
import { sendLookBack } from "../hazards/look-back.ts";
import { sendStatistics } from "../hazards/majors.ts";
import { sendSearch } from "../hazards/search-view.ts";
import { mayOpen } from "../hazards/sight.ts";
import { hazardByNumber } from "../hazards/store.ts";
import { post } from "../jobs/outbox.ts";
import { askLedger } from "../ledger/ask.ts";
import { askScore } from "../score/ask.ts";
import { endLeaveOf } from "../seats/end-leave.ts";
import { openJoining } from "../seats/join.ts";
import { askLeave } from "../seats/leave.ts";
import { taskByNumber } from "../tasks/store.ts";
import type { Person, Turn } from "../turn.ts";
import { openReportFor } from "./open.ts";
import { sendProof } from "./proof.ts";
import { sendRegistration } from "./registration.ts";
import { say } from "./say.ts";

/** One typed word with what follows it; `at` tells this message from the person's others. */
type Asked = { by: Person; rest: string; at: string };
type Command = (turn: Turn, asked: Asked) => Promise<void>;

const send = (turn: Turn, { by, at }: Asked, subject: string) =>
  post(turn, { person: by.id }, subject, { key: `asked:${at}`, own: true, priority: 0 }).then(
    () => undefined,
  );

const tray: Command = (turn, asked) => send(turn, asked, TRAY);

/** The office has a queue of its own; everybody else's is the tray. */
const queue: Command = (turn, asked) => send(turn, asked, isOffice(asked.by) ? "queue:office" : TRAY);

/** `任务 33 留痕`: its proof instead of its card. */
const PROOF = "留痕";

const one =
  (
    kind: "task" | "hazard",
    find: (turn: Turn, year: number | null, number: number) => Promise<{ id: string } | null>,
  ): Command =>
  async (turn, asked) => {
    const name = kind === "task" ? "任务" : "隐患";
    const named = numberIn(asked.rest);
    if (!named) throw new Refusal(`请带上编号，例：${name} 12`);
    const found = await find(turn, named.year, named.number);
    if (!found) throw new Refusal(`没有找到${name} ${asked.rest.trim()}，请核对编号，或发“我的${name}”查看`);
    if (asked.rest.includes(PROOF)) return sendProof(turn, asked.by, { kind, id: found.id }, asked.at);
    await send(turn, asked, `${kind}:${found.id}`);
  };

/** A number opens that hazard; anything else is looked for. What somebody may not see is not there. */
const hazard: Command = async (turn, asked) => {
  if (!numberIn(asked.rest)) return sendSearch(turn, asked.by, asked.rest);
  await one("hazard", async (...what) => {
    const found = await hazardByNumber(...what);
    return found && mayOpen(asked.by, found) ? found : null;
  })(turn, asked);
};

/** A unit that opens its own task by its number finds its report filled in as of now. */
const task: Command = (turn, asked) =>
  one("task", async (...what) => {
    const found = await taskByNumber(...what);
    if (found) await openReportFor(turn, asked.by, found);
    return found;
  })(turn, asked);

/** The office sees everybody, a unit its own people. */
const roster: Command = async (turn, asked) => {
  const units = isOffice(asked.by) ? ["all"] : ownUnits(asked.by);
  if (units.length === 0) throw new Refusal("名册由办公室和各单位看，您可以发“帮助”看能办什么");
  for (const unit of units) await send(turn, { ...asked, at: `${asked.at}:${unit}` }, `roster:${unit}`);
};

const notYet: Command = () => {
  throw new Refusal("尚未开通，发“帮助”看现在能办什么");
};

/** Typed word → what it does. */
export const COMMANDS: Record<string, Command> = {
  帮助: (turn, asked) => send(turn, asked, "help:all"),
  我的任务: tray,
  我的隐患: (turn, { by, rest }) => sendSearch(turn, by, rest, "mine"),
  我的待办: tray,
  登记隐患: (turn, { by }) => sendRegistration(turn, by),
  待办: queue,
  通报: (turn, { by, rest, at }) => sendBulletins(turn, by, rest, at),
  汇总: (turn, { by, rest, at }) => sendPack(turn, by, rest, at),
  考核: (turn, { by, rest, at }) => askScore(turn, by, rest, at),
  日报: (turn, { by, rest, at }) => sendDigest(turn, by, rest, at),
  请假: (turn, { by, rest }) => askLeave(turn, by, rest),
  销假: async (turn, { by, rest, at }) => say(turn, by.id, await endLeaveOf(turn, by, rest), at),
  名册: roster,
  申请加入: (turn, { by }) => openJoining(turn, by),
  统计: (turn, { by, rest, at }) => sendStatistics(turn, by, rest, at),
  回头看: (turn, { by, at }) => sendLookBack(turn, by, at),
  隐患: hazard,
  任务: task,
  台账: async (turn, { by, rest, at }) => say(turn, by.id, await askLedger(turn, by, rest), at),
  ...Object.fromEntries(["底数", "检查", "请示", "举报", "经验"].map((word) => [word, notYet])),
};

/** The command that a text starts with, and what follows it. */
export function commandIn(text: string): { run: Command; rest: string } | null {
  const said = text.trim().replace(/^[/／]/, "");
  const word = Object.keys(COMMANDS)
    .toSorted((one, other) => other.length - one.length)
    .find(
      (each) =>
        said === each ||
        (said.startsWith(each) && /^[\s\d〔[０-９，,：:今明后由]/.test(said.slice(each.length))),
    );
  const run = word === undefined ? undefined : COMMANDS[word];
  return run && word !== undefined ? { run, rest: said.slice(word.length) } : null;
}
