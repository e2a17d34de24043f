import { WITH_UNIT } from "../../../src/hazards/act.ts";
import { lightOf } from "../../../src/hazards/clocks.ts";
import { derivedOf } from "../../../src/hazards/asked.ts";
import { fits } from "../../../src/hazards/acts.ts";
import { asksOf } from "../../../src/hazards/asked.ts";
import { countHazards } from "../../../src/hazards/count.ts";
import type { Group } from "../../../src/hazards/counted.ts";
import { isOpen, type Hazard } from "../../../src/hazards/hazard.ts";
import type { Cast } from "./cast.ts";
import type { World } from "./world.ts";

const keyOf = ({ state, unit, focus }: Pick<Group, "state" | "unit" | "focus">): string =>
  `${state} ${unit} ${focus}`;

/** After the run: what the database counts is what one counts one by one, and what stands beside a hazard follows from it. */
export async function recount(world: World, cast: Cast): Promise<string[]> {
  const { now, today } = cast.moment();
  const counted = await world.turn(now, (turn) => countHazards(turn, today));
  const all = await world.all();
  const open = all.filter(isOpen);
  const lit = (hazards: readonly Hazard[], light: string) =>
    hazards.filter((each) => lightOf(each, today, world.calendar, world.campaign).light === light).length;
  const groups = new Map<string, Hazard[]>();
  for (const each of open) {
    const key = keyOf({ state: each.state, unit: each.leadUnit, focus: each.focusPoint });
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const units = [...new Set(open.map(({ leadUnit }) => leadUnit))].map((unit) => {
    const these = open.filter(({ leadUnit }) => leadUnit === unit);
    return `${unit}: ${lit(these, "red")} red, ${lit(these, "yellow")} yellow`;
  });
  const isDark = (line: string) => !line.endsWith(": 0 red, 0 yellow");
  const byOne = [...[...groups].map(([key, these]) => `${key}: ${these.length}`), ...units.filter(isDark)];
  const byStatement = [
    ...counted.open.map((group) => `${keyOf(group)}: ${group.count}`),
    ...counted.paces.map(({ unit, red, yellow }) => `${unit}: ${red} red, ${yellow} yellow`).filter(isDark),
  ];
  const waiting = counted.waits.reduce((sum, { count }) => sum + count, 0);
  const closed = all.filter(({ state }) => state === "closed");
  const on = (at: Date | null) => at !== null && world.dayOf(at) === today;
  const totals: [string, number, number][] = [
    ["in all", counted.inAll, all.length],
    ["waiting", waiting, open.filter((each) => !WITH_UNIT.includes(each.state)).length],
    ["closed in all", counted.closedInAll, closed.length],
    ["registered today", counted.registered, all.filter(({ registeredAt }) => on(registeredAt)).length],
    ["closed today", counted.closed, all.filter(({ closedAt }) => on(closedAt)).length],
  ];
  return [
    ...(byOne.toSorted().join("\n") === byStatement.toSorted().join("\n")
      ? []
      : [
          `counted one by one:\n${byOne.toSorted().join("\n")}\nby the database:\n${byStatement.toSorted().join("\n")}`,
        ]),
    ...totals
      .filter(([, one, other]) => one !== other)
      .map(([what, one, other]) => `${what}: ${one}, not ${other}`),
    ...all.flatMap(besideOf),
  ];
}

/** The columns that statements look at, and that whatever is asked can be answered. */
function besideOf(row: Hazard & Partial<ReturnType<typeof derivedOf>>): string[] {
  const derived = derivedOf(row);
  const kept = {
    askedUnit: row.askedUnit ?? null,
    asks: Boolean(row.asks),
    asksOffice: Boolean(row.asksOffice),
    planOwedSince: row.planOwedSince ?? null,
    isExtending: Boolean(row.isExtending),
    isTwice: Boolean(row.isTwice),
    isListed: Boolean(row.isListed),
  };
  const unanswerable = asksOf(row).filter(({ act }) => !fits(act, row));
  return [
    ...(JSON.stringify(kept) === JSON.stringify(derived)
      ? []
      : [`hazard ${row.number}: ${JSON.stringify(kept)} kept, ${JSON.stringify(derived)} follows`]),
    ...unanswerable.map(
      ({ word }) => `hazard ${row.number} (${row.state}) asks for ${word}, which nobody can answer`,
    ),
  ];
}
