type Keyed = { key: string };

/** As much of a campaign as is needed to see whether its parts fit. */
export type Parts = {
  phases: readonly { key: string; opens: string; due: string }[];
  units: readonly Keyed[];
  duties: readonly { key: string; phase: string; due: string; units: string | string[]; metrics: string[] }[];
  metrics: readonly Keyed[];
  focus_points: readonly Keyed[];
  reminders: { before: readonly number[] };
};

/** Where it is, and what is wrong. */
export type Mistake = [path: (string | number)[], message: string];

/** What each part may say by itself, but not together. */
export function contradictions(campaign: Parts): Mistake[] {
  const { phases, units, duties, metrics, focus_points, reminders } = campaign;
  const phaseKeys = new Set(phases.map((each) => each.key));
  const unitKeys = new Set(units.map((each) => each.key));
  const metricKeys = new Set(metrics.map((each) => each.key));
  return [
    ...twice("phases", phases),
    ...twice("units", units),
    ...twice("duties", duties),
    ...twice("metrics", metrics),
    ...twice("focus_points", focus_points),
    ...phases.flatMap((phase, at): Mistake[] => [
      ...(phase.due < phase.opens ? [[["phases", at, "due"], "早于本阶段开始日"] satisfies Mistake] : []),
      ...(at > 0 && phase.opens <= phases[at - 1]!.due
        ? [[["phases", at, "opens"], "应晚于上一阶段结束日"] satisfies Mistake]
        : []),
    ]),
    ...duties.flatMap((duty, at): Mistake[] => {
      const phase = phases.find((each) => each.key === duty.phase);
      const unknownUnits = Array.isArray(duty.units) ? duty.units.filter((each) => !unitKeys.has(each)) : [];
      const unknownMetrics = duty.metrics.filter((each) => !metricKeys.has(each));
      return [
        ...(phaseKeys.has(duty.phase)
          ? []
          : [[["duties", at, "phase"], `没有“${duty.phase}”这个阶段`] satisfies Mistake]),
        ...(phase && duty.due < phase.opens
          ? [[["duties", at, "due"], "早于阶段开始日"] satisfies Mistake]
          : []),
        ...unknownUnits.map((each): Mistake => [["duties", at, "units"], `没有“${each}”这个单位`]),
        ...unknownMetrics.map((each): Mistake => [["duties", at, "metrics"], `没有“${each}”这个指标`]),
      ];
    }),
    ...(reminders.before.every((step, at) => at === 0 || step < reminders.before[at - 1]!)
      ? []
      : [[["reminders", "before"], "应从大到小，例：[20, 10, 5, 3, 1, 0]"] satisfies Mistake]),
  ];
}

function twice(list: string, entries: readonly { key: string }[]): Mistake[] {
  return entries.flatMap(({ key: name }, at) =>
    entries.findIndex((each) => each.key === name) < at
      ? [[[list, at, "key"], `“${name}”重复`] satisfies Mistake]
      : [],
  );
}
