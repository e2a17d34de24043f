import { addDays } from "../../src/dates.ts";
import { picture } from "../../src/sandbox/picture.ts";
import { clerk, isSlow, liaisonOf, VACANT, verifiersOf, who } from "./people.ts";
import { graded, planned } from "./major-life.ts";
import { register } from "./registering.ts";
import type { About, Stage } from "./stage.ts";

/** How hazards live, in parts of them all. */
const OF_ANOTHER_UNIT = 0.25;
const SUSPECTED = 0.05;
const UPDATED = 0.4;
const LATE = 0.15;
const LATE_WHEN_SLOW = 0.45;
const NEVER_ANSWERED = 0.03;
const RETURNED = 0.12;
const ENTERPRISES = 1_200;
const PLACES = ["库房", "实验室", "配料间", "危废间", "喷漆房"];
const WORDS = ["溶剂敞放，无标志", "台账缺三种试剂", "防爆柜未上锁", "未附安全技术说明书", "禁忌物混放"];

/** Each photo is another one: the same under two hazards would be flagged, and looked for. */
function photo({ acts }: Stage, shade: number): Uint8Array {
  const bytes = picture(shade);
  new DataView(bytes.buffer).setUint32(bytes.length - 4, acts.count);
  return bytes;
}

/** `isMajor` is what the finder suspects, until the office says. */
export type Life = { about: About; unit: string; isMajor: boolean; dueOn: string };

/** Somebody finds a hazard: most in their own unit, where it is put right at once. */
export async function found(stage: Stage): Promise<void> {
  const { chance, campaign, calendar, today } = stage;
  const units = campaign.units.filter(({ key }) => key !== VACANT);
  const finder = chance.pick(units)!.key;
  const isOwn = !chance.is(OF_ANOTHER_UNIT);
  const unit = isOwn ? finder : chance.pick(campaign.units)!.key;
  const isMajor = chance.is(SUSPECTED);
  const by = chance.is(0.5) ? liaisonOf(stage, finder) : who(`${finder}_inspector_1`);
  const dueOn = addDays(calendar.nextWorkday(today()), 7 + chance.below(19));
  const three = isOwn ? { person: "安全员1", dueOn, measure: "限期整改" } : {};
  const enterprise = `企业${String(chance.below(ENTERPRISES)).padStart(4, "0")}`;
  const about = await register(stage, by, enterprise, {
    site: chance.pick(PLACES),
    description: chance.pick(WORDS),
    focusPoint: chance.pick(campaign.focus_points)!.key,
    category: chance.pick(campaign.hazards.categories),
    unit,
    grade: isMajor ? "major_pending" : "general",
    ...three,
  });
  await stage.send(by, about, "整改前.png", photo(stage, 150));
  const life = { about, unit, isMajor, dueOn };
  if (!isOwn) stage.agenda.add(stage.in(chance.below(3)), () => assigned(stage, life));
  else if (isMajor)
    stage.agenda.add(stage.in(chance.below(2)), async () => takenOn(stage, await graded(stage, life)));
  else rectify(stage, life);
}

/** A unit begins: a major hazard with its plan, any other with the work. */
function takenOn(stage: Stage, life: Life): void {
  if (life.isMajor) planned(stage, life, () => rectify(stage, life));
  else rectify(stage, life);
}

/** The office gives it to its unit; a unit without people never answers. */
async function assigned(stage: Stage, given: Life): Promise<void> {
  const { chance, today, calendar } = stage;
  const life = given.isMajor ? await graded(stage, given) : given;
  const dueOn = life.dueOn > today() ? life.dueOn : addDays(today(), 7);
  const form = { unit: life.unit, person: "安全员1", dueOn: calendar.targetOf(dueOn), measure: "限期整改" };
  await stage.press(clerk(stage), life.about, "交办", form);
  if (life.unit === VACANT) return;
  const wait = isSlow(life.unit) ? 2 + chance.below(4) : chance.below(2);
  stage.agenda.add(stage.in(wait), async () => {
    await stage.press(liaisonOf(stage, life.unit), life.about, "签收");
    takenOn(stage, { ...life, dueOn });
  });
}

/** The unit puts it right: most in time, some late, a few never. */
function rectify(stage: Stage, life: Life): void {
  const { chance, calendar, agenda } = stage;
  if (chance.is(NEVER_ANSWERED)) return;
  const left = Math.max(1, calendar.workdaysBetween(stage.today(), life.dueOn));
  const isLate = chance.is(isSlow(life.unit) ? LATE_WHEN_SLOW : LATE);
  const after = isLate ? left + 1 + chance.below(7) : 4 + chance.below(Math.max(1, left - 3));
  if (life.isMajor || chance.is(UPDATED))
    agenda.add(stage.in(1 + chance.below(Math.min(3, after - 1))), () => updated(stage, life));
  agenda.add(stage.in(after), () => requested(stage, life));
}

async function updated(stage: Stage, { about, unit, isMajor }: Life): Promise<void> {
  const by = liaisonOf(stage, unit);
  if (isMajor) await stage.send(by, about, "整改中.png", picture(60));
  await stage.press(by, about, "更新整改");
  await stage.press(by, about, "更新整改", { progress: "已采购防爆柜，正在安装" });
}

async function requested(stage: Stage, life: Life): Promise<void> {
  const { chance, agenda } = stage;
  const by = liaisonOf(stage, life.unit);
  await stage.send(by, life.about, "整改后.png", photo(stage, 90));
  await stage.press(by, life.about, "申请销号");
  await stage.press(by, life.about, "申请销号", { done: "分柜上锁存放，补登台账" });
  agenda.add(stage.in(chance.below(isSlow(life.unit) ? 8 : 4)), () => verified(stage, life, by));
}

async function verified(stage: Stage, life: Life, asked: string): Promise<void> {
  const { chance, agenda } = stage;
  const [by, along] = verifiersOf(life.unit, asked);
  if (chance.is(RETURNED)) {
    await stage.press(by, life.about, "退回整改", { companions: [along], remark: "标志仍缺，未上锁" });
    agenda.add(stage.in(1 + chance.below(5)), () => requested(stage, life));
    return;
  }
  await stage.press(by, life.about, "复查通过", { companions: [along] });
  if (!life.isMajor) return;
  agenda.add(stage.in(chance.below(2)), async () => {
    await stage.press(clerk(stage), life.about, "销号确认");
  });
}
