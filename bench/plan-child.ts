import { performance } from "node:perf_hooks";
import { due, dutyItem } from "../src/campaign/plan.ts";
import { MORNINGS, morning, wideCampaign } from "./wide.ts";

const MB = 1_024;
const [tasks = "1000"] = process.argv.slice(2);
const { house, campaign } = wideCampaign(Number(tasks));

const plan = (): { seconds: number; pushes: number } => {
  const began = performance.now();
  const items = campaign.duties.flatMap((duty) =>
    campaign.units.map(({ key }) => dutyItem(campaign, house.calendar, duty, key)),
  );
  let pushes = 0;
  for (const on of MORNINGS) {
    const at = morning(campaign, on);
    pushes += due(campaign, house.calendar, items, new Date(at.getTime() - 1), at).length;
  }
  return { seconds: (performance.now() - began) / 1_000, pushes };
};

const first = plan();
const peak_mb = Math.round(process.resourceUsage().maxRSS / MB);
const again = plan();
process.stdout.write(`${JSON.stringify({ ...first, again_s: again.seconds, peak_mb })}\n`);
