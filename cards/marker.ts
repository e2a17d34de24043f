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

/** Whether a card's JSON carries a marker. */
export const hasMarker = (content: string, marker: string): boolean => content.includes(`"${marker}"`);
