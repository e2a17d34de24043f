// One line of JSON at the end: how many passed, and which failed by their titles.
module.exports = function reporter(runner) {
  let passes = 0;
  const failures = [];
  runner.on("pass", () => (passes += 1));
  runner.on("fail", (test) => failures.push(test.fullTitle()));
  runner.once("end", () => console.log(JSON.stringify({ passes, failures })));
};
