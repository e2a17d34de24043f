import { expect } from "chai";
import {
  approve,
  bulletinCode,
  drop,
  issueIn,
  sendBack,
  submit,
  write,
  type Bulletin,
} from "../../src/digest/bulletin.ts";
import { bulletinFigures, type BulletinCounted } from "../../src/digest/bulletin-figures.ts";
import { readHouse } from "../../src/house.ts";

const NOW = { now: new Date("2021-06-25T09:00:00Z") };
const { campaigns, calendar } = readHouse("./config");
const campaign = campaigns[0]!;

const counted: BulletinCounted = {
  units: [],
  tasks: [],
  byAct: { listed: [], shutDown: [], penalized: ["h1", "h2"], untrue: ["h3"] },
  fines: 0,
  majors: [],
  shutDown: [],
  untrue: [],
  backlog: [],
};
const moment = {
  campaign,
  calendar,
  from: "2021-06-18T08:00:00.000Z",
  until: "2021-06-25T08:00:00.000Z",
  fromOn: "2021-06-18",
  untilOn: "2021-06-25",
  cutOff: {
    position: 12,
    marks: { today: "2021-06-25", generalBy: "2021-07-02", majorBy: "2021-07-09", assignedBy: "2021-06-23" },
  },
};

const texts = { situation: "", practice: "", demands: "", correction: "" };
const aBulletin = (more: Partial<Bulletin> = {}): Bulletin => ({
  ...texts,
  id: "b1",
  campaign: "c",
  state: "draft",
  causes: ["week"],
  figures: bulletinFigures(counted, moment),
  corrects: null,
  year: null,
  number: null,
  submittedBy: null,
  submittedAt: null,
  returnReason: "",
  approvedBy: null,
  approvedAt: null,
  isAlone: false,
  madeAt: NOW.now,
  version: 1,
  ...more,
});

const waiting = aBulletin({ state: "submitted", submittedBy: "clerk" });
const third = { office: ["director", "clerk"], year: 2021, number: 3 };

describe("a bulletin's life", () => {
  it("is written while it is a draft, and asks for 总体情况 before it is sent in", () => {
    expect(write(aBulletin(), { ...texts, practice: "逐校建台账" }).practice).to.equal("逐校建台账");
    expect(() => submit(aBulletin(), texts, "clerk", NOW)).to.throw("还缺：总体情况");
    const sent = submit(
      aBulletin({ returnReason: "写明时限" }),
      { ...texts, situation: "平稳" },
      "clerk",
      NOW,
    );
    expect(sent).to.include({
      state: "submitted",
      submittedBy: "clerk",
      situation: "平稳",
      returnReason: "",
    });
    expect(() => write(sent, texts)).to.throw("已经送审");
  });

  it("is approved by another than who sent it in; who is alone in the office may, and it is kept that they were", () => {
    expect(approve(waiting, "director", third, NOW)).to.include({
      state: "approved",
      number: 3,
      isAlone: false,
    });
    const own = { ...waiting, submittedBy: "director" };
    expect(() => approve(own, "director", third, NOW)).to.throw("送审的人不能签发");
    const alone = approve(own, "director", { ...third, office: ["director"] }, NOW);
    expect(alone).to.include({ state: "approved", isAlone: true });
  });

  it("is not approved, returned or written twice", () => {
    const approved = approve(waiting, "director", third, NOW);
    expect(() => approve(approved, "director", third, NOW)).to.throw("已经签发");
    expect(() => sendBack(approved, "x")).to.throw("已经签发");
    expect(() => write(approved, texts)).to.throw("不能再改");
    expect(() => approve(aBulletin(), "director", third, NOW)).to.throw("还没有送审");
    expect(sendBack(waiting, "写明时限")).to.include({ state: "draft", returnReason: "写明时限" });
  });

  it("that corrects another says what was wrong, and alone may be dropped", () => {
    const fix = aBulletin({ corrects: "b0" });
    expect(() => submit(fix, { ...texts, situation: "平稳" }, "clerk", NOW)).to.throw("还缺：更正说明");
    expect(drop(fix).state).to.equal("dropped");
    expect(() => drop(aBulletin())).to.throw("不用撤销");
  });

  it("is called by its number, however it is typed", () => {
    expect(bulletinCode({ year: 2021, number: 3 })).to.equal("通报〔2021〕第3期");
    for (const typed of ["3", "３", "第3期", " 第 3 期", "〔2021〕第3期", "2021-3"])
      expect(issueIn(typed)?.number, typed).to.equal(3);
    expect(issueIn("〔2021〕第3期")).to.deep.equal({ year: 2021, number: 3 });
    expect(issueIn("上一期")).to.equal(null);
  });
});

describe("a unit's light in a bulletin", () => {
  const [first] = campaign.units;
  const none = { found: 0, closed: 0, open: 0, overdue: 0, major: 0, foundAll: 0, closedAll: 0 };
  const light = (more: { red?: number; longOverdue?: number; due?: number; onTime?: number }) => {
    const units = [{ ...none, unit: first!.key, red: 0, longOverdue: 0, due: 0, onTime: 0, ...more }];
    return bulletinFigures({ ...counted, units }, moment).units[0]?.light;
  };

  it("is red when something is overdue by more than three working days, yellow when anything is red", () => {
    expect(light({})).to.equal("green");
    expect(light({ red: 1 })).to.equal("yellow");
    expect(light({ red: 1, longOverdue: 1 })).to.equal("red");
  });

  it("is red under 80 % struck off in time, yellow under 95 %, and looks at no rate under five", () => {
    expect(light({ due: 4, onTime: 0 })).to.equal("green");
    expect(light({ due: 10, onTime: 7 })).to.equal("red");
    expect(light({ due: 10, onTime: 8 })).to.equal("yellow");
    expect(light({ due: 20, onTime: 19 })).to.equal("green");
  });
});
