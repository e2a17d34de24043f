export const occurrences = [
  {
    guard: "occurrences: a run is claimed once",
    file: "src/jobs/occurrences.ts",
    find: "return false;\n  await rows.insert(run);",
    put: "return true;\n  await rows.insert(run);",
    caughtBy: ["test/jobs/schedule.test.ts", "done by one of them"],
  },
  {
    guard: "occurrences: a failed run comes again",
    file: "src/jobs/schedule.ts",
    find: "if (outcomes.includes(null)) continue;",
    put: "",
    caughtBy: ["test/jobs/schedule.test.ts", "comes again"],
  },
  {
    guard: "occurrences: too late a digest is skipped",
    file: "src/digest/publish.ts",
    find: "  if (isTooLate) return;\n",
    put: "",
    caughtBy: ["test/journeys/manners.test.ts", "missed by up to two hours"],
  },
  {
    guard: "occurrences: a late digest says so",
    file: "src/digest/publish.ts",
    find: "late: behind > LATE_MS",
    put: "late: false",
    caughtBy: ["test/journeys/manners.test.ts", "missed by up to two hours"],
  },
  {
    guard: "plan: what cannot arrive in time is refused",
    file: "src/campaign/capacity.ts",
    find: "secondsToSend(cards) <= available",
    put: "cards >= 0",
    caughtBy: ["test/campaign/capacity.test.ts", "is refused with the day"],
  },
  {
    guard: "plan: the shipped house is held to it",
    file: "src/house.ts",
    find: "    mistakes.push(...capacityMistakes(campaign, receiversIn(roster ?? [])));\n",
    put: "",
    caughtBy: ["test/campaign/capacity.test.ts", "where the house is read"],
  },
];
