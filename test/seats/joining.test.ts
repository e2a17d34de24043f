import { expect } from "chai";
import { take, type Handover } from "../../src/seats/handover.ts";
import { approve, ask, decline, type Joining } from "../../src/seats/joining.ts";
import type { Person } from "../../src/turn.ts";

const NOW = new Date("2021-06-18T09:00:00+08:00");
const joining = (more: Partial<Joining> = {}): Joining => ({
  id: "1",
  personId: "guest",
  name: "",
  unit: "",
  seat: "liaison",
  remark: "",
  state: "drafted",
  askedAt: null,
  decidedBy: null,
  decidedAt: null,
  reason: "",
  ...more,
});
const wish = { name: "教育局新联络员", unit: "jyj", seat: "liaison" as const, remark: "" };
const free = { isHeld: false, isWaiting: false };
const person = (id: string, ...seats: Person["seats"]): Person => ({ id, openId: id, name: id, seats });

describe("a request to join", () => {
  it("is asked once, by one who is not there already", () => {
    expect(ask(joining(), wish, free, NOW)).to.include({ state: "asked", unit: "jyj", askedAt: NOW });
    expect(() => ask(joining({ state: "asked" }), wish, free, NOW)).to.throw("等办公室答复");
    expect(() => ask(joining(), wish, { ...free, isWaiting: true }, NOW)).to.throw("等办公室答复后再申请");
    expect(() => ask(joining(), wish, { ...free, isHeld: true }, NOW)).to.throw("您已经在这个席位上");
  });

  it("is answered once, and not by the one who asked", () => {
    const asked = joining({ state: "asked" });
    expect(approve(asked, { by: "clerk", now: NOW })).to.include({ state: "approved", decidedBy: "clerk" });
    expect(decline(asked, "不在本单位", { by: "clerk", now: NOW }).reason).to.equal("不在本单位");
    expect(() => approve(asked, { by: "guest", now: NOW })).to.throw("其他人员办理");
    expect(() => decline(joining({ state: "approved" }), "x", { by: "clerk", now: NOW })).to.throw(
      "已经答复过了",
    );
  });
});

describe("a handover", () => {
  const handover: Handover = {
    id: "1",
    unit: "jyj",
    fromId: "old",
    seats: ["liaison"],
    state: "open",
    openedAt: NOW,
    takenBy: null,
    takenAt: null,
  };

  it("is taken once, by somebody of the unit or the office", () => {
    const taken = take(handover, person("b", { unit: "jyj", seat: "deputy" }), NOW);
    expect(taken).to.include({ state: "taken", takenBy: "b" });
    expect(take(handover, person("c", { unit: "office", seat: "office_clerk" }), NOW).state).to.equal(
      "taken",
    );
    expect(() => take(taken, person("d", { unit: "jyj", seat: "lead" }), NOW)).to.throw("已经有人接手了");
    for (const seat of [
      { unit: "wjj", seat: "lead" },
      { unit: "office", seat: "sysadmin" },
      { unit: "jyj", seat: "tip_handler" },
    ] as const)
      expect(() => take(handover, person("e", seat), NOW)).to.throw("您在这里没有席位");
  });
});
