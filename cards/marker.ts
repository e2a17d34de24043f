import type { Card } from "./elements.ts";

const LONGEST = 20;

/** The `element_id` by which a card that may have arrived is known again in its chat; made from its `uuid`. */
export const markerOf = (uuid: string): string => `d${uuid}`.slice(0, LONGEST);

/** The card with its marker on the first part. Nobody sees it. */
export function withMarker(card: Card, marker: string): Card {
  const [first, ...rest] = card.body.elements;
  if (!first) return card;
  return { ...card, body: { ...card.body, elements: [{ ...first, element_id: marker }, ...rest] } };
}

const NAME_MARK = 8;

/** The part of a marker that a document carries: it has nothing but its name to be known by. */
export const nameMarkOf = (marker: string): string => marker.slice(1, 1 + NAME_MARK);

/** A document's name with its mark before the ending. */
export function withNameMark(name: string, marker: string): string {
  const ending = /\.[^.]{1,8}$/.exec(name)?.[0] ?? "";
  return `${name.slice(0, name.length - ending.length)}-${nameMarkOf(marker)}${ending}`;
}

/** Whether a message's JSON, a card's or a document's, carries a marker. */
export const hasMarker = (content: string, marker: string): boolean =>
  content.includes(`"${marker}"`) || content.includes(`-${nameMarkOf(marker)}.`);
