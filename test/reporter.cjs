// The usual listing; the counts, and what failed, on a channel of their own for test/run.mjs.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class Counting extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes } = this.stats;
      const failed = this.failures.map((test) => ({
        title: test.fullTitle(),
        why: test.err?.stack ?? String(test.err),
      }));
      try {
        writeFileSync(3, JSON.stringify({ passes, failed }));
      } catch {
        // Run by hand, nobody listens on the channel.
      }
    });
  }
};
