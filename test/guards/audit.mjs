export const audit = [
  {
    guard: "audit: every line joins the chain",
    file: "src/campaign/history.ts",
    find: "  joinLater(turn.tx, row);\n",
    put: "",
    caughtBy: ["test/campaign/chain.test.ts", "the history's chain"],
  },
  {
    guard: "audit: a hash covers the one before",
    file: "src/campaign/chain.ts",
    find: "sha256(`${before}:${position}:",
    put: "sha256(`${position}:",
    caughtBy: ["test/campaign/chain.test.ts", "the history's chain"],
  },
  {
    guard: "audit: a hash covers the words",
    file: "src/campaign/chain.ts",
    find: "by, act, words, canonical(details)",
    put: "by, act, canonical(details)",
    caughtBy: ["test/campaign/chain.test.ts", "the history's chain"],
  },
  {
    guard: "audit: a cut tail is found",
    file: "src/campaign/chain.ts",
    find: "if (length !== found.length)",
    put: "if (length < 0)",
    caughtBy: ["test/campaign/chain.test.ts", "the history's chain"],
  },
  {
    guard: "audit: a backup and a workbook read as at one instant",
    file: "src/db/snapshot.ts",
    find: 'isSqlite ? "BEGIN" : "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"',
    put: '"SELECT 1"',
    caughtBy: ["test/db/snapshot.test.ts", "is one instant"],
  },
];
