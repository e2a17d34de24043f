import { expect } from "chai";
import { agree, end, maySetLeave, mustSetLeave, type Absence, type Agreed } from "../../src/seats/absence.ts";
import type { Person } from "../../src/turn.ts";

const TODAY = "2021-06-18";
const absence = (more: Partial<Absence> = {}): Absence => ({
  id: "1",
  personId: "liaison",
  unit: "jyj",
  coverId: null,
  fromOn: null,
  toOn: null,
  state: "asked",
  askedBy: "liaison",
  askedAt: new Date(0),
  ...more,
});
const agreed = (more: Partial<Agreed> = {}): Agreed => ({
  ...absence(),
  state: "agreed",
  coverId: "deputy",
  fromOn: "2021-06-21",
  toOn: "2021-06-23",
  ...more,
});
const others = (...list: Agreed[]) => ({ agreed: list, nameOf: (id: string) => id });
const days = { fromOn: "2021-06-21", toOn: "2021-06-23", coverId: "deputy" };
const person = (id: string, ...seats: Person["seats"]): Person => ({ id, openId: id, name: id, seats });

describe("a leave", () => {
  it("counts once days, and somebody else to cover them, are agreed", () => {
    expect(agree(absence(), days, TODAY, others())).to.include({ state: "agreed", ...days });
    expect(agree(absence(), { ...days, fromOn: TODAY, toOn: TODAY }, TODAY, others()).toOn).to.equal(TODAY);
  });

  it("is refused for days that have passed, that run backwards or that never end; each refusal says what to do", () => {
    const ask = (fromOn: string, toOn: string) => () =>
      agree(absence(), { ...days, fromOn, toOn }, TODAY, others());
    expect(ask("2021-06-17", "2021-06-25")).to.throw("请从今天或以后的日期起填");
    expect(ask("2021-06-25", "2021-06-23")).to.throw("请改日期");
    expect(ask("2021-06-21", "2021-12-31")).to.throw("在名册里换人");
  });

  it("is not covered by the one who is away, nor by somebody who is away in those days", () => {
    expect(() => agree(absence(), { ...days, coverId: "liaison" }, TODAY, others())).to.throw("请另选一人");
    const away = agreed({ personId: "deputy", coverId: "lead", fromOn: "2021-06-23", toOn: "2021-06-30" });
    expect(() => agree(absence(), days, TODAY, others(away))).to.throw("deputy6月23日至6月30日也请假");
    expect(agree(absence(), { ...days, toOn: "2021-06-22" }, TODAY, others(away)).state).to.equal("agreed");
  });

  it("does not overlap another leave of the same person, and is decided once", () => {
    expect(() => agree(absence(), days, TODAY, others(agreed({ fromOn: TODAY })))).to.throw("请先发“销假”");
    expect(() => agree(agreed(), days, TODAY, others())).to.throw("已经办过");
    const elsewhere = agreed({ unit: "office" });
    expect(agree(absence(), days, TODAY, others(elsewhere)).state).to.equal("agreed");
  });

  it("may end before its last day, and no more after it", () => {
    expect(end(agreed(), "2021-06-23").state).to.equal("ended");
    expect(() => end(agreed(), "2021-06-24")).to.throw("不用再销假");
    expect(() => end(absence(), TODAY)).to.throw("不用再销假");
  });

  it("is set by the holder, the unit's lead or the office; a colleague, another lead and the operator do not", () => {
    expect(maySetLeave(person("liaison"), absence())).to.equal(true);
    expect(maySetLeave(person("a", { unit: "jyj", seat: "lead" }), absence())).to.equal(true);
    expect(maySetLeave(person("b", { unit: "office", seat: "office_clerk" }), absence())).to.equal(true);
    for (const seat of [
      { unit: "jyj", seat: "deputy" },
      { unit: "wjj", seat: "lead" },
      { unit: "office", seat: "sysadmin" },
    ] as const)
      expect(() => mustSetLeave(person("c", seat), absence())).to.throw("请联系他们");
  });
});
