import { HazardTable } from "../../src/hazards/table.ts";
import type { About, Filled, Stage } from "./stage.ts";

/** So many look an enterprise up by a part of its name. */
const BY_PART = 0.2;

/** Looks the enterprise up, picks it where several hold the words, fills the rest, and says that it is not one of those alike. */
export async function register(stage: Stage, by: string, enterprise: string, rest: Filled): Promise<About> {
  const { chat, settle } = stage;
  await chat.say(by, "登记隐患");
  await settle();
  const isNew = await lookedUp(stage, by, enterprise);
  await settle();
  let said = await stage.tap(by, "提交登记", isNew ? { enterprise, ...rest } : rest);
  if (said.includes("相近的隐患")) said = await stage.tap(by, "确认是新的，继续登记");
  await settle();
  return registered(stage, said);
}

/** Answers whether the enterprise is new. Whoever does not find it by a part of its name looks once more by the whole. */
async function lookedUp(stage: Stage, by: string, enterprise: string): Promise<boolean> {
  const part = stage.chance.is(BY_PART) ? enterprise.slice(0, -1) : enterprise;
  const isFound = await found(stage, by, enterprise, part);
  if (isFound || part === enterprise) return !isFound;
  await stage.settle();
  await stage.tap(by, "换一家");
  await stage.settle();
  return !(await found(stage, by, enterprise, enterprise));
}

async function found(stage: Stage, by: string, enterprise: string, words: string): Promise<boolean> {
  const said = await stage.tap(by, "查找企业", { enterprise: words });
  if (!said.startsWith("选一家")) return !said.includes("新企业");
  const isThere = JSON.stringify(stage.chat.cardsOf(by).at(-1)?.content).includes(enterprise);
  await stage.choose(by, isThere ? enterprise : "都不是，新建");
  return isThere;
}

/** By the number that was said. */
async function registered({ world, today }: Stage, said: string): Promise<About> {
  const number = Number(/^已登记隐患(\d+)/.exec(said)?.[1]);
  const year = Number(today().slice(0, 4));
  const { id } = await world.db.getRepository(HazardTable).findOneByOrFail({ year, number });
  return { subject: `hazard:${id}`, word: `隐患 ${year}-${number}` };
}
