import type { Chance } from "./chance.ts";

/** What one run does to the bot; each is a part of calls. */
export type Weather = {
  /** The store refuses before anything is done. */
  storeDown: number;
  /** The commit is made, its answer is lost. */
  commitLost: number;
  /** The process dies at this call of the store, before or after it. */
  storeKill: number;
  /** Feishu does not answer, answers with an error page, or does what was asked and its answer is lost. */
  noAnswer: number;
  badGateway: number;
  answerLost: number;
  /** The request arrives, but only later. */
  arrivesLate: number;
  /** The process dies with a request on the wire. */
  wireKill: number;
  /** The process dies at a named step. */
  stepKill: number;
  /** An event comes twice at once, or to two replicas. */
  pushTwice: number;
};

const CALM: Weather = {
  storeDown: 0,
  commitLost: 0,
  storeKill: 0,
  noAnswer: 0,
  badGateway: 0,
  answerLost: 0,
  arrivesLate: 0,
  wireKill: 0,
  stepKill: 0,
  pushTwice: 0,
};

/** Each run has a weather of its own: some faults often, some never, now and then a calm. */
export function weatherOf(chance: Chance): Weather {
  const kinds = Object.keys(CALM).filter((kind): kind is keyof Weather => kind in CALM);
  const weather = { ...CALM };
  if (chance.is(0.03)) return weather;
  for (const kind of kinds) if (chance.is(0.45)) weather[kind] = chance.next() * 0.05;
  return weather;
}

export const calm = (): Weather => ({ ...CALM });
