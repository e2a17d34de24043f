import { expect } from "chai";
import {
  accept,
  decline,
  mustHandOn,
  offer,
  withdraw,
  type Handing,
  type Work,
} from "../../src/seats/handing.ts";
import type { Person } from "../../src/turn.ts";

const NOW = new Date("2021-06-18T09:00:00+08:00");
const handing = (more: Partial<Handing> = {}): Handing => ({
  id: "1",
  subject: "task:1",
  unit: "jyj",
  fromId: "liaison",
  toId: null,
  note: "",
  state: "drafted",
  reason: "",
  at: NOW,
  answeredAt: null,
  ...more,
});
const work: Work = { unit: "jyj", title: "报送第一次工作进展情况", isOpen: true, executor: null };
const sent = { toId: "inspector", toName: "检查人员", note: "", isColleague: true };
const offered = handing({ state: "offered", toId: "inspector" });
const person = (id: string, ...seats: Person["seats"]): Person => ({ id, openId: id, name: id, seats });

describe("work handed on", () => {
  it("is offered to one colleague at a time, never to oneself or to whoever has it", () => {
    expect(offer(handing(), sent, work, false, NOW)).to.include({ state: "offered", toId: "inspector" });
    const ask =
      (more: Partial<typeof sent>, now = work, waiting = false) =>
      () =>
        offer(handing(), { ...sent, ...more }, now, waiting, NOW);
    expect(ask({ toId: "liaison" })).to.throw("不能转办给自己");
    expect(ask({ isColleague: false })).to.throw("只能转办给本单位的人");
    expect(ask({}, { ...work, executor: "inspector" })).to.throw("已经是执行人");
    expect(ask({}, work, true)).to.throw("请先点“撤回转办”");
    expect(() => offer(offered, sent, work, false, NOW)).to.throw("已经提出");
  });

  it("changes hands only when the one who was asked takes it", () => {
    expect(accept(offered, "inspector", NOW).state).to.equal("accepted");
    expect(decline(offered, "inspector", "出差", NOW)).to.include({ state: "declined", reason: "出差" });
    expect(() => accept(offered, "deputy", NOW)).to.throw("给别人的");
    expect(() => accept(accept(offered, "inspector", NOW), "inspector", NOW)).to.throw("已经有结果了");
    expect(() => decline(handing({ state: "withdrawn", toId: "inspector" }), "inspector", "x", NOW)).to.throw(
      "已经有结果了",
    );
  });

  it("is taken back by whoever offered it, before the answer", () => {
    expect(withdraw(offered, "liaison", NOW).state).to.equal("withdrawn");
    expect(() => withdraw(offered, "lead", NOW)).to.throw("由提出的人撤回");
    expect(() => withdraw({ ...offered, state: "accepted" }, "liaison", NOW)).to.throw("不能撤回");
  });

  it("is handed on by who speaks for the unit or works on it, while it is open", () => {
    const inspector = person("inspector", { unit: "jyj", seat: "inspector" });
    mustHandOn(person("d", { unit: "jyj", seat: "deputy" }), work);
    mustHandOn(inspector, { ...work, executor: "inspector" });
    expect(() => mustHandOn(inspector, work)).to.throw("现在的执行人提出");
    expect(() => mustHandOn(person("w", { unit: "wjj", seat: "lead" }), work)).to.throw("现在的执行人提出");
    expect(() => mustHandOn(inspector, { ...work, isOpen: false })).to.throw("不能再转办");
  });
});
