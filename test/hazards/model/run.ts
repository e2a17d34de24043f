import { performance } from "node:perf_hooks";
import { REPLIES } from "../../../src/bot/replies.ts";
import { personByOpenId } from "../../../src/campaign/people.ts";
import { Refusal } from "../../../src/errors.ts";
import { openChance, type Chance } from "../../sim/chance.ts";
import type { Store } from "../../stores.ts";
import { hasAfter, hasFresh, openCast, type Cast, type Player } from "./cast.ts";
import { filled } from "./forms.ts";
import { recount } from "./recount.ts";
import { text, type Press, type Rule } from "./rule.ts";
import { STAFF, type Staff } from "./staff.ts";
import type { Model } from "./state.ts";
import { BESIDE } from "./table-side.ts";
import { LIFE } from "./table-life.ts";
import { openWorld } from "./world.ts";

const TABLE: Record<string, Rule> = { ...LIFE, ...BESIDE };
export const ACTS = Object.keys(TABLE);

/** How often each act worked, and was refused. */
export type Tally = Record<string, { worked: number; refused: number }>;
export type Outcome = { acts: number; seed: number; seconds: number; tally: Tally; ends: string[] };

/** What somebody is about to press, and what the reference table says comes of it; `null` is a no. */
type Choice = { player: Player; act: string; press: Press; wanted: Model | null };

/** By the reference table alone: who may try what with some hope. */
const hopeful = (model: Model, chance: Chance): { act: string; by: Staff } | undefined => {
  const acts = ACTS.filter((act) => TABLE[act]!.in.includes(model.state)).filter(
    (act) => !TABLE[act]!.rare || chance.is(RARE),
  );
  const act = chance.pick(acts);
  const by = act && chance.pick(STAFF.filter((each) => TABLE[act]!.who(each, model)));
  return act && by ? { act, by } : undefined;
};

const RARE = 0.15;
const MADE_TO_WORK = 0.6;
const TRIES = 12;

/** Now and then anything by anybody; mostly what has some hope, and is tried until the table says yes. */
function chosen(cast: Cast, chance: Chance, nth: number): Choice {
  const tries = chance.is(MADE_TO_WORK) ? TRIES : 1;
  for (let left = tries; ; left -= 1) {
    const player = chance.pick(cast.players)!;
    const anything = { act: chance.pick(ACTS)!, by: chance.pick(STAFF)! };
    const { act, by } = (tries > 1 || chance.is(0.5) ? hopeful(player.model, chance) : null) ?? anything;
    const press = pressOf(cast, player, { act, by, chance, nth });
    const wanted = judged(act, player.model, press);
    if (wanted !== null || left <= 1) return { player, act, press, wanted };
  }
}

function pressOf(
  { players, world, moment }: Cast,
  player: Player,
  { act, by, chance, nth }: { act: string; by: Staff; chance: Chance; nth: number },
): Press {
  const { today } = moment();
  const others = players.map(({ number }) => String(number));
  const form = filled(act, { chance, model: player.model, today, by: by.openId, nth, others });
  const named = players.find(({ number }) => String(number) === text({ form }, "into"));
  const into = named ? { id: named.id, model: named.model, isSelf: named === player } : null;
  return {
    by,
    form,
    today,
    calendar: world.calendar,
    hasAfter: hasAfter(player),
    hasFresh: hasFresh(player),
    into,
  };
}

function judged(act: string, model: Model, press: Press): Model | null {
  const rule = TABLE[act]!;
  const isFilled = (rule.needs ?? []).every((name) => text(press, name) !== "");
  const works = rule.in.includes(model.state) && rule.who(press.by, model) && isFilled;
  return works && (rule.if?.(model, press) ?? true) ? rule.leads(model, press) : null;
}

/** One press through the bot's own handler, in one turn; answers why it was refused, or `null`. */
async function pressed({ world, moment }: Cast, { player, act, press }: Choice): Promise<string | null> {
  const { by, form } = press;
  const click = {
    openId: by.openId,
    messageId: "om_model",
    chatId: null,
    action: { tag: "button", value: null, formValue: form, option: null },
  };
  try {
    await world.turn(moment().now, async (turn) => {
      const person = await personByOpenId(turn, by.openId);
      const base = { by: person!, id: player.id, rev: player.rev, copyId: "" };
      return REPLIES[`hazard.${act}`]!(turn, base, click);
    });
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.message.trim() !== "") return error.message;
    throw error;
  }
}

/** Held to the table: answers what is wrong. */
async function held(cast: Cast, { player, act, press, wanted }: Choice, refusal: string | null) {
  if ((wanted === null) !== (refusal !== null)) {
    return [`${refusal === null ? "worked" : `refused (${refusal})`}, the table says otherwise`];
  }
  if (wanted === null) return cast.mustBeUnchanged();
  if (act === "update" && text(press, "progress") !== "") cast.hasReported(player);
  const next = new Map([[player, wanted]]);
  const into = cast.players.find(({ id }) => act === "merge" && id === press.into?.id);
  if (into) {
    const found = into.model.found < player.model.found ? into.model.found : player.model.found;
    next.set(into, { ...into.model, found });
  }
  const adopt = TABLE[act]!.adopts;
  return cast.mustBe(next, (before, found) => adopt?.(before, found, press) ?? {});
}

/** One act: pressed for real, counted, and held to what the table says. */
async function oneAct(cast: Cast, chance: Chance, tally: Tally, nth: number): Promise<string[]> {
  const choice = chosen(cast, chance, nth);
  const { act, press, player } = choice;
  const before = JSON.stringify(player.model);
  const told = (each: string) =>
    `${each}: ${act} by ${press.by.openId} on ${before} with ${JSON.stringify(press.form).slice(0, 600)}`;
  try {
    const refusal = await pressed(cast, choice);
    const count = (tally[act] ??= { worked: 0, refused: 0 });
    count[refusal === null ? "worked" : "refused"] += 1;
    return (await held(cast, choice, refusal)).map(told);
  } catch (error) {
    return [told(`threw ${String(error)}`)];
  }
}

/** Plays so many random acts against the table; the first that differs ends the run. */
export async function playModel(store: Store, acts: number, seed: number): Promise<Outcome> {
  const began = performance.now();
  const chance = openChance(seed);
  const world = await openWorld(store);
  const tally: Tally = {};
  const ends: string[] = [];
  let played = 0;
  try {
    const cast = await openCast(world, chance);
    for (; played < acts && ends.length === 0; played += 1) {
      await cast.goOn();
      ends.push(...(await oneAct(cast, chance, tally, played)));
    }
    if (ends.length === 0) ends.push(...(await recount(world, cast)));
  } finally {
    await world.close();
  }
  const seconds = Math.round((performance.now() - began) / 1_000);
  return {
    acts: played,
    seed,
    seconds,
    tally,
    ends: ends.map((each) => `${each} (seed ${seed}, act ${played})`),
  };
}
