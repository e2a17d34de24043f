import { historyFold, urgedLine } from "./blocks.ts";
import { card, type Card } from "./elements.ts";
import { hazardBody } from "./hazard-body.ts";
import { headOf, wordOf } from "./hazard-head.ts";
import { proofOf } from "./hazard-parts.ts";
import type { HazardView } from "./hazard-view.ts";

/** The card of one hazard for one reader: what is wanted of them now, and only what they may do (RULES §4). */
export function hazardCard(view: HazardView): Card {
  const { number, history } = view;
  return card(`有一条隐患：${wordOf(view)}`, headOf(view), [
    ...urgedLine(view),
    ...hazardBody(view),
    ...proofOf(view),
    ...historyFold(history, `更早的请发“隐患 ${number}”`),
  ]);
}
