import { RegisterForm } from "../../cards/registration.ts";
import { NONE_OF_THESE } from "../../cards/registration-steps.ts";
import { shortCode } from "../campaign/numbers.ts";
import { codeTyped, isUsci, looksLikeUsci } from "../enterprises/enterprise.ts";
import { enterpriseById, enterpriseByUsci, enterprisesNamed, findEnterprises } from "../enterprises/store.ts";
import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { hazardsLike } from "./alike.ts";
import { keepDraft, openDraftBy, overTyped, type Draft, type Typed } from "./draft.ts";
import { enterHazard } from "./register.ts";
import { addToHazard } from "./supplement.ts";

type Sent = CardReply<Typed>;

/** Which enterprise is meant: one, a new one, or several that hold the words. */
type Meant = { id: string } | "new" | "several";

/** Full name or whole code: it; part of them: several, though it be one; nothing like it: new. */
async function meantBy(turn: Turn, words: string): Promise<Meant> {
  if (looksLikeUsci(words)) {
    if (!isUsci(codeTyped(words))) throw new Refusal("统一社会信用代码不对，请核对18位");
    return (await enterpriseByUsci(turn, words)) ?? "new";
  }
  const named = await enterprisesNamed(turn, words);
  if (named[0] && named.length === 1) return named[0];
  return named.length > 1 || (await findEnterprises(turn, words, 1)).length > 0 ? "several" : "new";
}

/** Points a draft to what its words mean; a code of nobody's becomes a new enterprise's. */
async function pointed(turn: Turn, draft: Draft, typed: Typed): Promise<Draft> {
  const words = typed["enterprise"] ?? "";
  if (typed["enterpriseId"] || words === "") return { ...draft, typed, step: "form" };
  const meant = await meantBy(turn, words);
  if (meant === "several") return { ...draft, typed, step: "pick" };
  if (meant !== "new") return { ...draft, typed: { ...typed, enterpriseId: meant.id }, step: "form" };
  const isCode = looksLikeUsci(words);
  const named = isCode ? { enterprise: "", usci: codeTyped(words) } : {};
  return { ...draft, typed: { ...typed, ...named, enterpriseId: NONE_OF_THESE }, step: "form" };
}

/** Looks up what was typed of the enterprise, before or after the rest is filled. */
export async function findEnterprise(turn: Turn, { by, id, form }: Sent): Promise<Answer> {
  const draft = await openDraftBy(turn, id, by.id);
  const next = await pointed(turn, draft, overTyped(draft, form));
  await keepDraft(turn, next);
  if (next.step === "pick") return { toast: "选一家，或点“都不是，新建”", tone: "info" };
  const isNew = next.typed["enterpriseId"] === NONE_OF_THESE;
  return { toast: isNew ? "没有找到，按新企业填写" : "找到了，接着填", tone: "info" };
}

/** One of those found is meant, or none of them. */
export async function pickEnterprise(
  turn: Turn,
  { by, id, form }: CardReply<{ option: string }>,
): Promise<Answer> {
  const draft = await openDraftBy(turn, id, by.id);
  const isNew = form.option === NONE_OF_THESE;
  const picked = isNew ? null : await enterpriseById(turn, form.option);
  if (!isNew && !picked) throw new Refusal("没有找到这家企业，请重新选");
  const enterprise = picked?.name ?? draft.typed["enterprise"] ?? "";
  const typed = { ...draft.typed, enterprise, enterpriseId: form.option };
  await keepDraft(turn, { ...draft, typed, step: "form" });
  return { toast: isNew ? "按新企业填写" : `已选${enterprise}`, tone: "info" };
}

/** Another enterprise is meant than the one on the card. */
export async function otherEnterprise(turn: Turn, { by, id, form }: Sent): Promise<Answer> {
  const draft = await openDraftBy(turn, id, by.id);
  const { enterpriseId: _left, sameAs: _asked, ...typed } = overTyped(draft, form);
  await keepDraft(turn, { ...draft, typed, step: "form" });
  return { toast: "" };
}

/** Back to the form, as it was filled. */
export async function editDraft(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const draft = await openDraftBy(turn, id, by.id);
  await keepDraft(turn, { ...draft, step: "form" });
  return { toast: "" };
}

/** Begins anew. */
export async function clearDraft(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const draft = await openDraftBy(turn, id, by.id);
  await keepDraft(turn, { ...draft, typed: {}, step: "form" });
  return { toast: "已清空", tone: "info" };
}

/** Reads the whole of what was typed; what is missing is named all at once. */
function readForm(typed: Typed): RegisterForm {
  const read = RegisterForm.safeParse(typed);
  if (read.success) return read.data;
  throw new Refusal([...new Set(read.error.issues.map(({ message }) => message))].join("；"));
}

/** H1: registers what is complete, asks which enterprise is meant, and shows first what is like it. */
export async function registerHazard(turn: Turn, { by, id, form }: Sent): Promise<Answer> {
  const draft = await openDraftBy(turn, id, by.id);
  const next = await pointed(turn, draft, overTyped(draft, form));
  if (next.step === "pick") {
    await keepDraft(turn, next);
    return { toast: "有相近的企业，请选一家", tone: "info" };
  }
  if (next.typed["enterprise"] === "" && next.typed["usci"]) {
    await keepDraft(turn, next);
    return { toast: "没有这个代码的企业，请填全称", tone: "warning" };
  }
  const read = readForm(next.typed);
  const { enterpriseId = NONE_OF_THESE } = next.typed;
  if (enterpriseId === NONE_OF_THESE) return enterNew(turn, by, next, read);
  const alike = await hazardsLike(turn, enterpriseId, read.focusPoint);
  if (alike.length === 0) return enterHazard(turn, by, next, read);
  await keepDraft(turn, { ...next, step: "alike" });
  return { toast: `已有${alike.length}条相近的隐患，请看一下`, tone: "info" };
}

/** A name that is there already is asked about once: two enterprises may share one. */
async function enterNew(turn: Turn, by: Person, draft: Draft, read: RegisterForm): Promise<Answer> {
  const [same] = await enterprisesNamed(turn, read.enterprise);
  if (!same || draft.typed["sameAs"] === same.id) return enterHazard(turn, by, draft, read);
  await keepDraft(turn, { ...draft, typed: { ...draft.typed, sameAs: same.id } });
  const told = same.usci ? `（代码尾号${same.usci.slice(-4)}）` : "";
  return {
    toast: `已有同名企业${told}。是另一家请再点一次“提交登记”，不是请点“换一家”`,
    tone: "warning",
    keeps: true,
  };
}

/** It is another hazard than those that are like it. */
export async function registerAnew(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const draft = await openDraftBy(turn, id, by.id);
  if (draft.step !== "alike") throw new Refusal("请先填好再提交登记");
  return enterHazard(turn, by, draft, readForm(draft.typed));
}

/** It is the same: what was written and photographed goes into the one that is there. */
export async function addToAlike(
  turn: Turn,
  { by, id, form }: CardReply<{ option: string }>,
): Promise<Answer> {
  const draft = await openDraftBy(turn, id, by.id);
  if (draft.step !== "alike") throw new Refusal("请先填好再提交登记");
  const read = readForm(draft.typed);
  const alike = await hazardsLike(turn, draft.typed["enterpriseId"] ?? "", read.focusPoint);
  const into = alike.find((hazard) => hazard.id === form.option);
  if (!into) throw new Refusal("这条隐患已有变化，请返回再提交一次");
  await addToHazard(turn, by, into, draft, read);
  return { toast: `已补充到${shortCode("hazard", into.number)}，没有重复登记`, subject: `hazard:${into.id}` };
}
