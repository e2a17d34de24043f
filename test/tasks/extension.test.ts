import { expect } from "chai";
import fc from "fast-check";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { readHolidays } from "../../src/campaign/read.ts";
import { addDays } from "../../src/dates.ts";
import {
  askExtension,
  grantExtension,
  limitsOf,
  mayAskUntil,
  moveDay,
  refuseExtension,
  type Asking,
} from "../../src/tasks/extension.ts";
import { lightOf } from "../../src/tasks/light.ts";
import { cancel, handIn, isOverdue, wantedOn, type Task } from "../../src/tasks/task.ts";
import { aTask } from "./a-task.ts";

const calendar = openCalendar(readHolidays("config/holidays.yaml"));
const settings = { ask_before: 1, decide_within: 2, most: 1 };
const ISSUED = "2021-06-01";
const limits = (task: Task, more: Partial<typeof settings> = {}) =>
  limitsOf(task, ISSUED, calendar, { ...settings, ...more });
const wish = (until = "2021-06-30"): Asking => ({ cause: "两校停课", done: "已查42家", until });
const open = aTask({ state: "in_progress", percent: 60, text: "已查" });
const on = (today: string) => ({ today });
const asked = askExtension(open, "li", wish(), limits(open), on("2021-06-18"));

describe("more time for a task", () => {
  it("is asked for before the due date only", () => {
    const ask = (today: string) => askExtension(open, "li", wish(), limits(open), on(today));
    expect(ask("2021-06-24").extension).to.include({ state: "requested", askedOn: "2021-06-24" });
    expect(() => ask("2021-06-25")).to.throw("延期须提前1个工作日提出，今天已过");
    expect(() => ask("2021-06-28")).to.throw("今天已过");
  });

  it("has to be asked for as early as the campaign says", () => {
    const ask = (today: string) =>
      askExtension(open, "li", wish(), limits(open, { ask_before: 3 }), on(today));
    expect(ask("2021-06-22").extension?.state).to.equal("requested");
    expect(() => ask("2021-06-23")).to.throw("延期须提前3个工作日提出，今天已过");
  });

  it("is for a task that was signed for and is not handed in, once at a time", () => {
    const ask = (task: Task) => askExtension(task, "li", wish(), limits(task), on("2021-06-18"));
    expect(() => ask(aTask())).to.throw("请先签收");
    expect(() => ask({ ...open, state: "submitted" })).to.throw("已经报送");
    expect(() => ask({ ...open, state: "returned", newDueOn: "2021-06-24" })).to.throw("由办公室定");
    expect(() => ask(asked)).to.throw("正在审批");
  });

  it("in all is at most as long as the first span, later than now, and never backdated", () => {
    const ask = (until: string) => askExtension(open, "li", wish(until), limits(open), on("2021-06-18"));
    expect(ask("2021-07-19").extension?.until).to.equal("2021-07-19");
    expect(() => ask("2021-07-20")).to.throw("最晚到7月19日");
    expect(() => ask("2021-06-25")).to.throw("要晚于现在的期限6月25日");
    expect(() => ask("2021-06-17")).to.throw("不能倒签");
    expect(() =>
      grantExtension(asked, "zhao", { until: "2021-06-30", reason: "" }, limits(asked), on("2021-06-30")),
    ).to.throw("不能倒签");
  });

  it("is decided by somebody else than who asked", () => {
    const yes = { until: "2021-06-30", reason: "" };
    expect(() => grantExtension(asked, "li", yes, limits(asked), on("2021-06-18"))).to.throw("不能自己审批");
    expect(() => refuseExtension(asked, "li", "不行")).to.throw("不能自己审批");
    expect(grantExtension(asked, "zhao", yes, limits(asked), on("2021-06-18")).extension?.state).to.equal(
      "granted",
    );
  });

  it("once granted moves the day that counts, keeps the printed one, and is counted", () => {
    const yes = { until: "2021-06-29", reason: "先报一半" };
    const granted = grantExtension(asked, "zhao", yes, limits(asked), on("2021-06-18"));
    expect(granted).to.include({ dueOn: "2021-06-25", movedTo: "2021-06-29", timesExtended: 1 });
    expect(isOverdue(granted, "2021-06-29")).to.equal(false);
    expect(isOverdue(granted, "2021-06-30")).to.equal(true);
    expect(() => askExtension(granted, "li", wish("2021-07-05"), limits(granted), on("2021-06-21"))).to.throw(
      "最多延期1次，已延过1次",
    );
    const papers = { stored: 1, waiting: 0, required: true, name: "" };
    const late = (today: string) => handIn(granted, "li", papers, { now: new Date(), today }).late;
    expect([late("2021-06-29"), late("2021-06-30")]).to.deep.equal([false, true]);
  });

  it("not granted leaves the day and needs a reason", () => {
    expect(() => refuseExtension(asked, "zhao", "")).to.throw("写明原因");
    expect(wantedOn(refuseExtension(asked, "zhao", "人手可调配"))).to.equal("2021-06-25");
  });

  it("is offered just as long as it would be taken, also once more after a no, and says until when", () => {
    const refused = refuseExtension(asked, "zhao", "人手可调配");
    const granted = grantExtension(
      asked,
      "zhao",
      { until: "2021-06-30", reason: "" },
      limits(asked),
      on("2021-06-18"),
    );
    const short = { ...open, dueOn: ISSUED };
    const isTaken = (task: Task, today: string): boolean => {
      try {
        askExtension(task, "li", wish(limits(task).latest), limits(task), on(today));
        return true;
      } catch {
        return false;
      }
    };
    for (const task of [
      open,
      aTask(),
      asked,
      refused,
      granted,
      short,
      { ...open, state: "submitted" as const },
    ])
      for (const today of ["2021-06-01", "2021-06-18", "2021-06-24", "2021-06-25", "2021-07-20"])
        expect(mayAskUntil(task, limits(task), today) !== null, `${task.state} ${today}`).to.equal(
          isTaken(task, today),
        );
    expect(mayAskUntil(refused, limits(refused), "2021-06-22")).to.equal("2021-06-24");
  });

  it("while nobody has answered does not stop the clock", () => {
    expect(isOverdue(asked, "2021-06-26")).to.equal(true);
    const light = (today: string) => lightOf(asked, today, calendar, "2021-06-21");
    expect(light("2021-06-18").cause).to.equal("黄灯：延期审批中");
    expect(light("2021-06-26").light).to.equal("red");
  });

  it("that is asked for lapses when the task is handed in or called off", () => {
    const papers = { stored: 1, waiting: 0, required: true, name: "" };
    const moment = { now: new Date(0), today: "2021-06-24" };
    expect(handIn(asked, "li", papers, moment).extension).to.equal(null);
    expect(cancel(asked, "合并").extension).to.equal(null);
  });

  it("never takes a task further than twice its first span, however it is asked and answered", () => {
    const day = fc.integer({ min: -10, max: 90 }).map((days) => addDays(ISSUED, days));
    const step = fc.record({ ask: fc.boolean(), until: day, today: day, yes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (steps, most) => {
        let task = open;
        for (const { ask, until, today, yes } of steps) {
          const bounds = limits(task, { most });
          try {
            if (ask) task = askExtension(task, "li", wish(until), bounds, on(today));
            else if (yes) task = grantExtension(task, "zhao", { until, reason: "" }, bounds, on(today));
            else task = refuseExtension(task, "zhao", "不行");
          } catch (error) {
            expect(String(error)).to.include("Refusal");
            continue;
          }
          expect(task.dueOn).to.equal(open.dueOn);
          expect(wantedOn(task) <= "2021-07-19").to.equal(true);
          expect(task.timesExtended <= most).to.equal(true);
          if (!ask && yes) expect(wantedOn(task) > today).to.equal(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a day that the office moves", () => {
  it("is moved before it has passed, to a later day than today, and the printed one is kept", () => {
    expect(moveDay(open, "2021-07-02", on("2021-06-18"))).to.include({
      dueOn: "2021-06-25",
      movedTo: "2021-07-02",
      timesExtended: 0,
    });
    expect(() => moveDay(open, "2021-07-02", on("2021-06-26"))).to.throw("已过期限");
    expect(() => moveDay(open, "2021-06-18", on("2021-06-18"))).to.throw("不能倒签");
    expect(() => moveDay(open, "2021-06-25", on("2021-06-18"))).to.throw("现在的期限就是");
    expect(() => moveDay({ ...open, state: "submitted" }, "2021-07-02", on("2021-06-18"))).to.throw(
      "已经报送",
    );
  });

  it("back to the printed day is no move any more, and of a returned version it is that version's day", () => {
    const moved = moveDay(open, "2021-07-02", on("2021-06-18"));
    expect(moveDay(moved, "2021-06-25", on("2021-06-18")).movedTo).to.equal(null);
    const returned = { ...open, state: "returned" as const, newDueOn: "2021-06-24" };
    expect(moveDay(returned, "2021-06-28", on("2021-06-22"))).to.include({
      newDueOn: "2021-06-28",
      movedTo: null,
    });
  });

  it("of an ended task is nobody's to move or call off", () => {
    const done = { ...open, state: "done" as const };
    expect(() => cancel(done, "合并")).to.throw("已经结束");
    expect(cancel(open, "合并")).to.include({ state: "cancelled", cancelReason: "合并" });
  });
});
