import { expect } from "chai";
import { progressSection } from "../../cards/digest-parts.ts";
import { dutiesOf, listsOfDuties } from "../../src/digest/bulletin-duties.ts";
import { dutyLines, dutyLists } from "../../src/digest/progress.ts";
import { readHouse } from "../../src/house.ts";
import { digestView } from "../cards/views.ts";
import { aTask } from "../tasks/a-task.ts";

const { campaigns, calendar } = readHouse("./config");
const [shipped] = campaigns;
const [model] = shipped!.duties;
const UNITS = ["jyj", "kjj", "wjj"];

/** A year of monthly reports, each owed by three units of which one has handed in. */
const monthly = (count: number) => {
  const duties = Array.from({ length: count }, (_each, at) => ({
    ...model!,
    key: `M${at}`,
    name: `第${at}月月报`,
  }));
  const tasks = duties.flatMap(({ key }, nth) =>
    UNITS.map((unit, at) =>
      aTask({
        id: `task-${nth}-${at}`,
        duty: key,
        unit,
        dueOn: "2021-06-10",
        state: at === 0 ? "submitted" : "in_progress",
      }),
    ),
  );
  return { tasks, moment: { campaign: { ...shipped!, duties }, calendar, today: "2021-06-18" } as const };
};

const wordsFor = (count: number): string => {
  const { tasks, moment } = monthly(count);
  const full = { ...moment, signBy: () => "2021-06-18", titleOf: () => "" };
  const duties = dutyLines(tasks, full);
  const lists = dutyLists(tasks, full).filter((list) => list.count > 0);
  return JSON.stringify(progressSection(digestView({ phase: "", duties, lists })));
};

describe("duties that are past and still owed", () => {
  it("are named up to four, each with its lists; all others are counted in one line that opens one list", () => {
    const { tasks, moment } = monthly(40);
    const lists = dutyLists(tasks, { ...moment, signBy: () => "2021-06-18", titleOf: () => "" });
    expect(lists.map(({ key, count }) => `${key} ${count}`)).to.deep.equal([
      ...["M0", "M1", "M2", "M3"].flatMap((key) => [`owes-${key} 2`, `did-${key} 1`]),
      "owesRest 72",
    ]);
    const rest = lists.at(-1)!.subjects;
    expect(rest).to.have.lengthOf(72);
    expect(rest).to.include("task:task-4-1").and.not.include("task:task-3-1");
    expect(wordsFor(40))
      .to.include("第3月月报")
      .and.include("另有36项逾期未报齐，欠72家次")
      .and.not.include("第4月月报");
  });

  it("are all named when they are four", () => {
    expect(wordsFor(4)).to.include("第3月月报").and.not.include("另有");
  });
});

describe("a bulletin's duties", () => {
  const named = { fromOn: "2021-06-11", untilOn: "2021-06-18" };

  it("open the lists of the three that are named, and one of who has not reported the others", () => {
    const { tasks, moment } = monthly(40);
    const lists = listsOfDuties(dutiesOf(moment.campaign, tasks, named));
    expect(lists).to.have.lengthOf(3 * 4 + 1);
    expect(lists.at(-1)).to.deep.include({ key: "owesRest", count: 74 });
    expect(lists.at(-1)!.subjects).to.include("task:task-39-2").and.not.include("task:task-2-2");
  });

  it("have no such list when there are no others", () => {
    const { tasks, moment } = monthly(3);
    expect(listsOfDuties(dutiesOf(moment.campaign, tasks, named)).map(({ key }) => key)).to.not.include(
      "owesRest",
    );
  });
});
