import { expect } from "chai";
import { mayAddUntil, supplement, supplementUntil } from "../../src/tasks/supplement.ts";
import { handIn, reportNil, returnTask, type Task } from "../../src/tasks/task.ts";
import { aTask } from "./a-task.ts";

const ENDS = "2021-06-30";
const moment = { now: new Date("2021-06-25T01:00:00Z"), today: "2021-06-25" };
const papers = { stored: 1, waiting: 0, required: true, name: "工作进展情况" };
const written = aTask({ state: "in_progress", percent: 80, text: "已查", figures: { checked: 42 } });
const handed = handIn(written, "li", papers, moment);
const on = (today: string) => ({ today, labels: { checked: "已排查" } });
const add = (task: Task, checked: number | null, text: string, today = "2021-06-28") =>
  supplement(task, "li", { figures: { checked }, text }, supplementUntil(task, ENDS), on(today));

describe("a supplement", () => {
  it("adds figures and words until the phase ends; what was reported stays as it was", () => {
    const added = add(handed, 45, "又查3家");
    expect(added.figures).to.deep.equal({ checked: 45 });
    expect(added.reportedFigures).to.deep.equal({ checked: 42 });
    expect(added.supplements).to.deep.equal([{ on: "2021-06-28", by: "li", text: "又查3家" }]);
    expect(add({ ...handed, state: "done" }, 45, "").state).to.equal("done");
  });

  it("is taken on the phase's last day and not after it", () => {
    expect(add(handed, 45, "", "2021-06-30").figures).to.deep.equal({ checked: 45 });
    expect(() => add(handed, 45, "", "2021-07-01")).to.throw("补充到6月30日为止");
    expect(mayAddUntil(handed, ENDS, "2021-06-30")).to.equal("2021-06-30");
    expect(mayAddUntil(handed, ENDS, "2021-07-01")).to.equal(null);
  });

  it("of a plan that is due after its phase ends is taken until it is due", () => {
    expect(supplementUntil({ dueOn: "2021-01-15" }, "2020-12-31")).to.equal("2021-01-15");
  });

  it("comes after handing in, and says something", () => {
    expect(() => add(written, 45, "")).to.throw("报送以后才用补充");
    expect(() => add(handed, 42, "")).to.throw("还没有补充");
    expect(() => add(handed, null, "")).to.throw("还没有补充");
  });

  it("does not lower a figure that was not asked about", () => {
    expect(() => add(handed, 40, "")).to.throw("比上次少");
    expect(add({ ...handed, askedLower: { checked: 40 } }, 40, "").figures).to.deep.equal({ checked: 40 });
  });
});

describe("a nil report", () => {
  it("counts as handed in, with every figure at nought and without a document", () => {
    const nil = reportNil(aTask({ state: "accepted" }), "li", ["checked", "found"], moment);
    expect(nil).to.include({ state: "submitted", isNil: true, late: false, submittedBy: "li" });
    expect(nil.reportedFigures).to.deep.equal({ checked: 0, found: 0 });
    expect(nil.firstSubmittedAt).to.equal(moment.now);
  });

  it("is not for a unit that has reported something", () => {
    expect(() => reportNil(written, "li", ["checked"], moment)).to.throw("已经报过数");
  });

  it("that is returned and handed in with figures is one no more", () => {
    const nil = reportNil(aTask({ state: "accepted" }), "li", ["checked"], moment);
    const back = { reason: "有隐患未报", newDueOn: "2021-06-29", earliest: "2021-06-29" };
    const returned = returnTask(nil, "zhao", back, moment);
    expect(handIn(returned, "li", papers, moment).isNil).to.equal(false);
  });

  it("after the due day is late, as any other", () => {
    const late = reportNil(aTask({ state: "accepted" }), "li", [], { ...moment, today: "2021-06-26" });
    expect(late.late).to.equal(true);
  });
});
