import type { EntityManager } from "typeorm";
import { ActionValue } from "../../cards/actions.ts";
import { hazardAhead } from "../hazards/store.ts";
import { taskAhead } from "../tasks/store.ts";
import { districtsOf, type House } from "./routes.ts";
import type { CardClick } from "./events.ts";

const THINGS: Record<string, typeof taskAhead.ask> = { task: taskAhead.ask, hazard: hazardAhead.ask };

/** What a button is about is asked for together with its card and its reader: whether it may be, is judged after. */
export function readAhead(house: House, tx: EntityManager, { action }: CardClick): void {
  const value = ActionValue.safeParse(action.value);
  if (!value.success) return;
  const [kind = ""] = value.data.act.split(".");
  THINGS[kind]?.(tx, districtsOf(house), value.data.id);
}
