import { personByOpenId } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { keepAttachment, type Sent } from "../files/attachment.ts";
import { hazardEvidence, hazardText } from "../hazards/reply.ts";
import { draftEvidence, draftText } from "../hazards/supplement.ts";
import { mayBeLedger, takeLedger } from "../ledger/import.ts";
import { post } from "../jobs/outbox.ts";
import { type OutboxRow } from "../jobs/outbox-table.ts";
import { taskEvidence, taskText } from "../tasks/reply.ts";
import type { Person, Turn } from "../turn.ts";
import { commandIn } from "./commands.ts";
import { resourcesOf, textOf } from "./content.ts";
import type { Message } from "./events.ts";
import { sendFiling } from "./filing.ts";
import { say } from "./say.ts";
import { answerStranger } from "./strangers.ts";

/** Feishu lets through 150 KB; a table's text holds 64 KB, and nobody reads that on a card. */
const LONGEST = 5_000;

/** What each kind of subject makes of words and of photos or files replied to its card. Answers what to say back. */
type Replied = {
  text: (turn: Turn, by: Person, id: string, text: string, at: string) => Promise<string | null>;
  evidence: (turn: Turn, by: Person, id: string, sent: readonly Sent[]) => Promise<string | null>;
};

const REPLIED: Record<string, Replied> = {
  task: { text: taskText, evidence: taskEvidence },
  hazard: { text: hazardText, evidence: hazardEvidence },
  register: { text: draftText, evidence: draftEvidence },
};

/** Handles a message: a reply to a card, a photo or file that belongs somewhere, or a typed word. */
export async function handleMessage(turn: Turn, message: Message, card: OutboxRow | null): Promise<void> {
  const by = await personByOpenId(turn, message.openId);
  if (!by || by.seats.length === 0) return answerStranger(turn, message.openId, textOf(message));
  try {
    const said = await answer(turn, message, card, by);
    if (said) await say(turn, by.id, said, message.messageId);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new RefusedMessage(error.message, by);
  }
}

/** Carries who is to be told: the turn itself is undone. */
export class RefusedMessage extends Refusal {
  readonly by: Person;
  constructor(words: string, by: Person) {
    super(words);
    this.by = by;
  }
}

async function answer(
  turn: Turn,
  message: Message,
  card: OutboxRow | null,
  by: Person,
): Promise<string | null> {
  const [kind = "", id = ""] = card?.subject.split(":") ?? [];
  const replied = REPLIED[kind];
  const resources = resourcesOf(message);
  if (resources.length > 0) return takeIn(turn, message, by, replied ? { replied, id } : null);

  const text = textOf(message).trim();
  if (text.length > LONGEST) throw new Refusal(`一条消息最多${LONGEST}字，请分几条发，或发成文件`);
  const command = commandIn(text);
  if (command) {
    await command.run(turn, { by, rest: command.rest, at: message.messageId });
    return null;
  }
  if (replied && text) return replied.text(turn, by, id, text, message.messageId);
  await post(turn, { person: by.id }, "help:unknown", {
    key: `asked:${message.messageId}`,
    own: true,
    priority: 0,
  });
  return null;
}

type Target = { replied: Replied; id: string };

async function takeIn(
  turn: Turn,
  message: Message,
  by: Person,
  target: Target | null,
): Promise<string | null> {
  const sent: Sent[] = resourcesOf(message).map(({ key, kind, name }) => ({
    messageId: message.messageId,
    resourceKey: key,
    kind,
    name,
    by: by.id,
  }));
  if (target) return target.replied.evidence(turn, by, target.id, sent);
  const kept = [];
  for (const each of sent) kept.push(await keepAttachment(turn, each, null));
  if (kept[0] && message.chatType === "p2p" && mayBeLedger(by, kept)) return takeLedger(turn, by, kept[0]);
  if (kept[0]) await sendFiling(turn, by, kept[0].id);
  return null;
}
