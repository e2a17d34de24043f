import type { ScoreRules } from "../campaign/score-rules.ts";
import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import type { Turn } from "../turn.ts";

/** What the campaign file says of scoring; without it there is none. */
export function scoreRules({ campaign }: Pick<Turn, "campaign">): ScoreRules {
  if (!campaign.score)
    throw new Refusal("这个行动没有设置年度考核；要考核，请系统管理员在行动文件里写 score");
  return campaign.score;
}

/** The campaign's first and last day: nothing before or after it is scored. */
export const lifeOf = ({ campaign: { phases } }: Pick<Turn, "campaign">): { opens: Day; ends: Day } => ({
  opens: phases[0]!.opens,
  ends: phases.at(-1)!.due,
});
