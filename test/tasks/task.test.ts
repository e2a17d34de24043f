import { expect } from "chai";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { readHolidays } from "../../src/campaign/read.ts";
import { lightOf } from "../../src/tasks/light.ts";
import { lowered } from "../../src/tasks/lowered.ts";
import { handIn, isOverdue, pass, report, returnTask, sign, type Task } from "../../src/tasks/task.ts";
import { aTask } from "./a-task.ts";

const calendar = openCalendar(readHolidays("config/holidays.yaml"));
const moment = { now: new Date("2021-06-18T01:00:00Z"), today: "2021-06-18" };
const papers = { stored: 1, waiting: 0, required: true, name: "工作进展情况" };
const labels = { checked: "已排查" };

const written = aTask({ state: "in_progress", percent: 60, text: "已完成首轮排查" });

describe("a task", () => {
  it("is signed for once", () => {
    const signed = sign(aTask(), "li", moment);
    expect(signed).to.include({ state: "accepted", signedBy: "li" });
    expect(() => sign(signed, "li", moment)).to.throw("已经签收");
  });

  it("that is reported on before it is signed for is signed by that", () => {
    const after = report(
      aTask(),
      "li",
      { percent: 30, figures: { checked: 5 }, text: "已部署", next: "" },
      moment,
      labels,
    );
    expect(after).to.include({ state: "in_progress", signedBy: "li", percent: 30 });
  });

  it("keeps what a report leaves out as it was", () => {
    const after = report(
      written,
      "li",
      { percent: null, figures: { checked: null }, text: "", next: "七月完成" },
      moment,
      labels,
    );
    expect(after).to.include({ percent: 60, text: "已完成首轮排查", nextStep: "七月完成" });
  });

  it("asks once about a cumulative figure that went down, and takes it when it is sent again", () => {
    const before = aTask({ state: "in_progress", figures: { checked: 42 } });
    expect(lowered(before, { checked: 40 })).to.deep.equal({ checked: 40 });
    expect(lowered({ ...before, askedLower: { checked: 40 } }, { checked: 40 })).to.deep.equal({});
    expect(lowered({ ...before, askedLower: { checked: 40 } }, { checked: 39 })).to.deep.equal({
      checked: 39,
    });
  });

  it("is not handed in without its figures, its words, or a document that is required", () => {
    expect(() => handIn(aTask({ state: "accepted" }), "li", papers, moment)).to.throw(
      "还缺：完成进度、进展情况",
    );
    expect(() => handIn(written, "li", { ...papers, stored: 0 }, moment)).to.throw(
      "还缺《工作进展情况》，回复本卡片发文件即可",
    );
    expect(() => handIn(written, "li", { ...papers, stored: 0, waiting: 1 }, moment)).to.throw(
      "文件正在接收，请稍候",
    );
    expect(handIn(written, "li", { ...papers, stored: 0, required: false }, moment).state).to.equal(
      "submitted",
    );
  });

  it("handed in on its printed day is on time, a Saturday too; the day after it is late, and still taken", () => {
    const on = (today: string) =>
      handIn({ ...written, dueOn: "2021-12-25" }, "li", papers, { ...moment, today });
    expect(on("2021-12-25").late).to.equal(false);
    expect(on("2021-12-26")).to.include({ late: true, state: "submitted" });
  });

  it("on 2020-12-31 is on time, on 2021-01-01 overdue; on 2021-01-10 a town's plan is not overdue while a department's is", () => {
    const department = aTask({ dueOn: "2020-12-31" });
    const town = aTask({ dueOn: "2021-01-15" });
    expect(isOverdue(department, "2020-12-31")).to.equal(false);
    expect(isOverdue(department, "2021-01-01")).to.equal(true);
    expect(isOverdue(town, "2021-01-10")).to.equal(false);
  });

  it("is passed by the office, never by who handed it in", () => {
    const submitted = handIn(written, "li", papers, moment);
    expect(() => pass(submitted, "li", moment)).to.throw("报送人不能自己审核");
    expect(pass(submitted, "zhao", moment).state).to.equal("done");
  });

  it("is returned with points to mend and at least two working days", () => {
    const submitted = handIn(written, "li", papers, moment);
    const back = { reason: "缺下一步安排", earliest: "2021-06-22" };
    expect(() => returnTask(submitted, "zhao", { ...back, newDueOn: "2021-06-21" }, moment)).to.throw(
      "至少留2个工作日",
    );
    const returned = returnTask(submitted, "zhao", { ...back, newDueOn: "2021-06-24" }, moment);
    expect(returned).to.include({
      state: "returned",
      timesReturned: 1,
      dueOn: "2021-06-25",
      newDueOn: "2021-06-24",
    });
    expect(isOverdue(returned, "2021-06-25")).to.equal(true);
  });

  it("once handed in is nobody's to report on", () => {
    const submitted = handIn(written, "li", papers, moment);
    expect(() =>
      report(submitted, "li", { percent: 70, figures: {}, text: "", next: "" }, moment, labels),
    ).to.throw("已经报送");
  });

  it("turns yellow with five working days left, red when its day is over or after two returns", () => {
    const light = (more: Partial<Task>, today: string) =>
      lightOf(aTask({ state: "in_progress", ...more }), today, calendar, "2021-06-21").light;
    expect(light({}, "2021-06-17")).to.equal("green");
    expect(light({}, "2021-06-18")).to.equal("yellow");
    expect(light({}, "2021-06-26")).to.equal("red");
    expect(light({ timesReturned: 1 }, "2021-06-01")).to.equal("yellow");
    expect(light({ timesReturned: 2 }, "2021-06-01")).to.equal("red");
    expect(light({ state: "submitted" }, "2021-06-26")).to.equal("grey");
    expect(lightOf(aTask({ dueOn: "2021-12-25" }), "2021-06-22", calendar, "2021-06-21").cause).to.equal(
      "黄灯：签收逾期",
    );
  });
});
