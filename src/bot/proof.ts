import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import { proofId, proofOf, type Kind } from "../ledger/proof.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";

/** Sends the proof of a task or hazard to whoever asked and may see it. */
export async function sendProof(turn: Turn, by: Person, of: { kind: Kind; id: string }, at: string) {
  const proof = proofId(of.kind, of.id);
  await proofOf(turn, proof, by);
  await post(turn, { person: by.id }, `proof:${proof}`, { key: `asked:${at}`, own: true, priority: 0 });
}

/** The button on a task's or hazard's card. */
export const openProof =
  (kind: Kind) =>
  async (turn: Turn, { by, id, copyId }: CardReply): Promise<Answer> => {
    if (!id) throw new Refusal("没有找到，请重新打开卡片");
    await sendProof(turn, by, { kind, id }, `${copyId}:${turn.now.getTime()}`);
    return { toast: "办理留痕已发在最下面", tone: "info" };
  };
