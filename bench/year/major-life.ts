import type { Life } from "./hazard-life.ts";
import { clerk, headOf, isSlow, liaisonOf } from "./people.ts";
import type { Stage } from "./stage.ts";

/** What the office confirms of what finders suspect, and how often a lead wants the plan otherwise. */
const CONFIRMED = 0.8;
const PLAN_RETURNED = 0.15;
const PLAN = {
  goal_task: "清除全部超量存放",
  method_measure: "分库存放，拆除旧管线",
  funds_materials: "2万元，防爆柜四台",
  body_people: "安全科，安全员1",
  time_limit: "本月底前分两步完成",
  safety_emergency: "停用库房，专人看守，现场处置方案",
};

/** The office says whether it is major. */
export async function graded(stage: Stage, life: Life): Promise<Life> {
  const by = clerk(stage);
  const isMajor = stage.chance.is(CONFIRMED);
  await stage.choose(by, "核定级别", life.about);
  const grade = isMajor
    ? { grade: "major", clause: "清单第3项" }
    : { grade: "general", reason: "可立即整改" };
  await stage.press(by, life.about, "核定级别", grade);
  return { ...life, isMajor };
}

/** The unit's plan with its six items, until its lead approves; then the work begins. */
export function planned(stage: Stage, life: Life, then: () => void): void {
  const { chance, agenda } = stage;
  const days = isSlow(life.unit) ? 4 : 2;
  agenda.add(stage.in(chance.below(days)), async () => {
    await stage.choose(liaisonOf(stage, life.unit), "报送方案", life.about);
    await stage.press(liaisonOf(stage, life.unit), life.about, "报送方案", PLAN);
    const by = headOf(life.unit);
    if (by === null) return;
    agenda.add(stage.in(chance.below(days)), async () => {
      if (chance.is(PLAN_RETURNED)) {
        await stage.press(by, life.about, "退改方案", { reason: "写明每一步到哪天" });
        return planned(stage, life, then);
      }
      await stage.press(by, life.about, "批准方案");
      then();
    });
  });
}
