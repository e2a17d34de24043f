import { renderCard } from "../../src/sandbox/page/card.ts";

/** Draws one card on an empty page, for a picture. */
Object.assign(window, {
  drawCard: (card: Record<string, unknown>) =>
    document.body.replaceChildren(
      renderCard(card, { press: () => undefined, nameOf: (id) => id.replace("ou_", "") }),
    ),
});
