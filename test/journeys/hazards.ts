import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { addHazard } from "../../src/hazards/store.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { peopleByOpenIds } from "../../src/campaign/people.ts";
import { newRowId } from "../../src/db/ids.ts";
import { aHazard } from "../hazards/a-hazard.ts";
import { inTurn, type House } from "../house.ts";
import { rest } from "./chats.ts";

/** A house on the morning of Friday 18 June, after its reminders. */
export async function onFriday(start: () => Promise<House>): Promise<House> {
  const house = await start();
  await house.walkTo("2021-06-18T09:00:00+08:00");
  return house;
}

/** A hazard that is there already, found by this person, numbered from 1. */
export async function given(house: House, finder: string, more: Partial<Hazard> = {}): Promise<Hazard> {
  return inTurn(house, async (turn) => {
    const [person] = await peopleByOpenIds(turn, [finder]);
    const hazard = aHazard({
      number: 1,
      leadUnit: "jyj",
      person: "甲中学安全员1",
      measure: "分柜上锁",
      dueOn: "2021-07-09",
      firstDueOn: "2021-07-09",
      assignedOn: "2021-06-09",
      ...more,
      id: newRowId(turn.now),
      campaign: turn.campaign.key,
      finder: person?.id ?? "",
      registeredAt: turn.now,
    });
    await addHazard(turn, hazard, { by: hazard.finder, act: "hazard.register", words: "登记" });
    return hazard;
  });
}

/** The hazard as it is kept. */
export const kept = (house: House, number = 1): Promise<Hazard> =>
  house.app.bot.door((tx) => tx.getRepository(HazardTable).findOneByOrFail({ number }));

/** Asks for a hazard's card and answers it. */
export async function ask(house: House, person: string, number = 1) {
  rest(house);
  await house.chat.say(person, `隐患 ${number}`);
  await house.drain();
  return house.chat.cardsOf(person).at(-1)!;
}

/** Opens what stands under 更多, fills it and sends it; answers the toast. */
export async function does(
  house: House,
  person: string,
  label: string,
  typed: Record<string, unknown> = {},
  number = 1,
): Promise<string> {
  const card = await ask(house, person, number);
  if (!findButton(card.content, label)) await house.chat.choose(person, label, [card]);
  let answer = await house.chat.pressOn(person, card, label, typed);
  if (!answer.toast) answer = await house.chat.pressOn(person, card, label, typed);
  await house.drain();
  return answer.toast?.content ?? "";
}

/** What a person's newest card of the hazard says. */
export const reads = async (house: House, person: string, number = 1): Promise<string> =>
  wordsOf((await ask(house, person, number)).content);
