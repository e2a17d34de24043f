import { expect } from "chai";
import { peopleByOpenIds } from "../../src/campaign/people.ts";
import type { Campaign } from "../../src/campaign/definition.ts";
import { countBulletin } from "../../src/digest/bulletin-count.ts";
import { sendPacks } from "../../src/digest/pack-send.ts";
import { countDay, freezeDigest, publishDigests } from "../../src/digest/publish.ts";
import { sendDigest } from "../../src/digest/send.ts";
import { drawDigest } from "../../src/digest/view.ts";
import { raisedItems } from "../../src/followup/conveners.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { addHazard, getHazard, saveHazard } from "../../src/hazards/store.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import type { Turn } from "../../src/turn.ts";
import { aHazard, approvedPlan } from "../hazards/a-hazard.ts";
import { GROUP, inTurn, openHouse, who, type House } from "../house.ts";

/** Tasks have clocks of their own. */
const HAZARDS_ALONE = { campaign: (shipped: Campaign) => ({ ...shipped, duties: [] }) };
const NOTHING = { risen: [], held: [], queues: [] };
const DRAWN = { person: null, form: null, frozen: null };
const DEED = { by: null, act: "hazard.update", words: "进展" };

const add = (house: House, hazard: Partial<Hazard> & { number: number }) =>
  inTurn(house, (turn) => {
    const given = { state: "rectifying" as const, leadUnit: "jyj", person: "甲", assignedOn: "2021-06-01" };
    const whole = { ...given, id: `h${hazard.number}`, campaign: turn.campaign.key, ...hazard };
    return addHazard(turn, aHazard({ firstDueOn: whole.dueOn ?? null, ...whole }), DEED);
  });

const change = (house: House, id: string, to: Partial<Hazard>, act = DEED.act) =>
  inTurn(house, async (turn) => {
    const before = await getHazard(turn, { id });
    await saveHazard(turn, before, { ...before, ...to }, { ...DEED, act });
  });

const words = async (turn: Turn, on: string) => wordsOf((await drawDigest(turn, on, DRAWN))?.card);

/** What falls due between two instants, at its own instant or, after an outage, at the end. */
async function publish(
  house: House,
  chat: string | undefined,
  from: string,
  { at, late }: { at: string; late?: true },
) {
  house.clock.moveTo(new Date(at));
  await inTurn(house, async (turn) => {
    const job = publishDigests(chat, () => Promise.resolve(NOTHING));
    for (const run of await job(turn, new Date(from), turn.now))
      await run.fire(late ? turn : { ...turn, now: run.at });
  });
}

const rows = (house: House) => inTurn(house, (turn) => turn.tx.getRepository(OutboxTable).find());

describe("the last digest", () => {
  it("tells the group that the bot falls silent, though the bot was away that afternoon: there is no next one", async () => {
    await using house = await openHouse({ at: "2022-06-30T08:30:00+08:00" });
    const from = "2022-06-30T16:00:00+08:00";
    await publish(house, GROUP, from, { at: "2022-07-01T09:00:00+08:00", late: true });
    const sent = (await rows(house)).filter(({ chatId }) => chatId === GROUP);
    expect(sent.map(({ subject }) => subject)).to.deep.equal(["digest:2022-06-30"]);
    expect(await inTurn(house, (turn) => words(turn, "2022-06-30")))
      .to.include("本期迟发。")
      .and.include("到此结束");
  });
});

describe("a digest that went to nobody", () => {
  it("is named in the next one, which takes its changes along", async () => {
    await using house = await openHouse({
      at: "2021-06-17T08:30:00+08:00",
      campaign: (shipped) => ({ ...shipped, joint_meeting: { ...shipped.joint_meeting, chat_id: null } }),
    });
    await publish(house, undefined, "2021-06-17T12:00:00+08:00", { at: "2021-06-17T23:00:00+08:00" });
    await publish(house, GROUP, "2021-06-18T12:00:00+08:00", { at: "2021-06-18T23:00:00+08:00" });
    expect(await inTurn(house, (turn) => words(turn, "2021-06-18"))).to.include(
      "6月17日日报未能按时发出，变化并入本期。",
    );
  });
});

describe("日报", () => {
  it("is answered with what was kept where there is no chat, and with the last one sent however long ago", async () => {
    await using house = await openHouse({
      at: "2021-06-17T08:30:00+08:00",
      campaign: (shipped) => ({ ...shipped, joint_meeting: { ...shipped.joint_meeting, chat_id: null } }),
    });
    const [days, asked] = [["2021-06-17", "2021-06-18"], [] as string[]];
    const clerk = who("clerk_1");
    for (const on of days) {
      await publish(house, undefined, `${on}T12:00:00+08:00`, { at: `${on}T20:00:00+08:00` });
      await inTurn(house, async (turn) => {
        const [by] = await peopleByOpenIds(turn, [clerk]);
        await sendDigest(turn, by!, "", on);
        await sendDigest(turn, by!, "6月17日", `${on}:17`);
      });
    }
    for (const { subject } of await rows(house)) if (subject.startsWith("digest:")) asked.push(subject);
    expect(asked).to.have.members([
      "digest:2021-06-17",
      "digest:2021-06-17",
      "digest:2021-06-18",
      "digest:2021-06-17",
    ]);
  });
});

describe("a red hazard in the digest", () => {
  it("is named with its own cause", async () => {
    await using house = await openHouse(HAZARDS_ALONE);
    const dueOn = "2021-07-30";
    await add(house, { number: 1, dueOn, grade: "major" });
    await add(house, { number: 2, dueOn, timesReturned: 2 });
    await add(house, { number: 3, dueOn: "2021-06-16" });
    const { redItems } = await inTurn(house, (turn) => countDay(turn, "2021-06-18", NOTHING));
    const causes = redItems.map(({ line }) => line.split(" · ").at(-1));
    expect(causes).to.deep.equal(["重大隐患方案未批", "复查退回2次", "6月16日（周三）到期，逾期2个工作日"]);
  });
});

describe("无变化", () => {
  const dueOn = "2021-07-30";
  const said = async (meanwhile: (house: House) => Promise<void>) => {
    await using house = await openHouse({ ...HAZARDS_ALONE, at: "2021-06-17T17:00:00+08:00" });
    await add(house, { number: 1, dueOn });
    await inTurn(house, (turn) => freezeDigest(turn, "2021-06-17", { raised: NOTHING }));
    house.clock.moveTo(new Date("2021-06-18T17:00:00+08:00"));
    await meanwhile(house);
    return inTurn(house, async (turn) => {
      await freezeDigest(turn, "2021-06-18", { raised: NOTHING });
      return words(turn, "2021-06-18");
    });
  };

  it("is said of a day on which nothing moved", async () => {
    expect(await said(() => Promise.resolve())).to.include("无变化");
  });

  it("is not said of a day on which a hazard became a major one", async () => {
    const major = { grade: "major", plan: approvedPlan, funds: "1万元", emergencyPlan: "有" } as const;
    expect(await said((house) => change(house, "h1", major))).to.not.include("无变化");
  });

  it("is not said of a day on which a hazard was opened again and struck off once more", async () => {
    await using house = await openHouse({ ...HAZARDS_ALONE, at: "2021-06-17T17:00:00+08:00" });
    await add(house, { number: 1, dueOn, state: "closed", closedAt: new Date("2021-06-16T02:00:00Z") });
    await inTurn(house, (turn) => freezeDigest(turn, "2021-06-17", { raised: NOTHING }));
    house.clock.moveTo(new Date("2021-06-18T17:00:00+08:00"));
    await change(house, "h1", { state: "rectifying", closedAt: null, timesReopened: 1 });
    await change(house, "h1", { state: "closed", closedAt: house.clock.now() });
    await inTurn(house, (turn) => freezeDigest(turn, "2021-06-18", { raised: NOTHING }));
    expect(await inTurn(house, (turn) => words(turn, "2021-06-18"))).to.not.include("无变化");
  });

  it("is not said of a day on which a hazard was struck off and opened again", async () => {
    const meanwhile = async (house: House) => {
      await change(house, "h1", { state: "closed", closedAt: house.clock.now() });
      await change(house, "h1", { state: "rectifying", closedAt: null, timesReopened: 1 });
    };
    expect(await said(meanwhile)).to.not.include("无变化");
  });
});

describe("an answer that is wanted", () => {
  it("is counted after the next save of its hazard, whoever wrote it before", async () => {
    await using house = await openHouse(HAZARDS_ALONE);
    await add(house, { number: 1, dueOn: "2021-07-30", grade: "major_pending" });
    await house.app.db.query("UPDATE hazard SET asks = NULL");
    await change(house, "h1", { person: "乙" });
    const { queues } = await inTurn(house, raisedItems);
    expect(queues.map(({ verb, count }) => `${verb}${count}`)).to.deep.equal(["答复1"]);
  });
});

describe("a major hazard in a bulletin", () => {
  it("is overdue only while its unit holds it: not once it was closed down, nor while it waits to be verified", async () => {
    await using house = await openHouse({ at: "2021-06-18T09:00:00+08:00" });
    const late = { dueOn: "2021-06-15", grade: "major" } as const;
    await add(house, { ...late, number: 1 });
    await add(house, {
      ...late,
      number: 2,
      state: "verify_requested",
      requestedAt: new Date("2021-06-11T02:00:00Z"),
    });
    await add(house, { ...late, number: 3 });
    await change(house, "h1", { state: "shut_down" }, "hazard.closedown");
    const from = new Date("2021-06-11T16:00:00+08:00");
    const figures = await inTurn(house, (turn) => countBulletin(turn, { from, position: 0 }));
    const late3 = "重大，6月15日（周二）到期，逾期3个工作日";
    expect(figures.shutDown.map(({ note }) => note)).to.deep.equal(["重大，6月15日（周二）到期"]);
    expect(figures.majors.map(({ note }) => note)).to.deep.equal(["重大，6月15日（周二）到期", late3]);
    expect(figures.lists.find(({ key }) => key === "overdue")?.count).to.equal(1);
  });
});

describe("the packs of two campaigns of a district", () => {
  it("come each by itself, though their duties have one key and one day", async () => {
    await using house = await openHouse({ at: "2021-06-28T08:00:00+08:00" });
    house.clock.moveTo(new Date("2021-06-28T09:30:00+08:00"));
    for (const key of [null, "second"])
      await inTurn(house, async (turn) => {
        const own = key ? { ...turn, campaign: { ...turn.campaign, key } } : turn;
        const from = new Date("2021-06-28T00:00:00+08:00");
        for (const run of await sendPacks(own, from, turn.now)) await run.fire(own);
      });
    const packs = (await rows(house)).filter(({ subject }) => subject.startsWith("pack:"));
    expect(new Set(packs.map(({ campaign }) => campaign)).size).to.equal(2);
  });
});
