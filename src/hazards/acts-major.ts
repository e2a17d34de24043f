import { ENDED, OPEN, type Act } from "./act.ts";
import { isMajor, type Hazard } from "./hazard.ts";
import { isListed } from "./tracks.ts";

const listingIs =
  (...states: string[]) =>
  ({ listing }: Hazard): boolean =>
    states.includes(listing?.state ?? "none");

/** What a major hazard asks for beside: its grade, plan, listing, and the way that never counts as rectified (RULES §3, §5, H14, L1–L3). */
export const MAJOR = {
  grade: {
    rule: "§3",
    label: "核定级别",
    from: OPEN,
    by: ["office"],
    refusal: "这条隐患已经结束",
    needs: "判定依据或原因；挂牌期间不降级",
    clock: "1个工作日",
  },
  plan: {
    rule: "H5",
    label: "报送方案",
    from: ["rectifying"],
    by: ["worker"],
    when: (hazard) => isMajor(hazard) && (hazard.plan === null || hazard.plan.state === "returned"),
    refusal: "现在不用报送整改方案",
    needs: "方案六项",
    clock: "5个工作日",
  },
  "plan.approve": {
    rule: "H5",
    label: "批准方案",
    from: ["rectifying"],
    by: ["head"],
    when: ({ plan }) => plan?.state === "submitted",
    refusal: "没有待批准的整改方案",
    needs: "单位负责人批准，报送人自己不能批",
  },
  "plan.return": {
    rule: "H5",
    label: "退改方案",
    from: ["rectifying"],
    by: ["head"],
    when: ({ plan }) => plan?.state === "submitted",
    refusal: "没有待批准的整改方案",
    needs: "要改什么",
  },
  assess: {
    rule: "§5.5",
    label: "登记评估",
    from: ["rectifying"],
    by: ["worker"],
    when: isMajor,
    refusal: "整改中的重大隐患才登记评估",
    needs: "评估人、结论、日期",
    clock: "申请销号前",
  },
  "closedown.propose": {
    rule: "H14",
    label: "提请关闭取缔",
    from: ["rectifying"],
    by: ["speaker", "office"],
    when: (hazard) => isMajor(hazard) && hazard.closeDown === null,
    refusal: "整改中、没有提请过的重大隐患才能提请关闭取缔",
    needs: "为什么无法整改",
  },
  closedown: {
    rule: "H14",
    label: "登记关闭取缔",
    from: ["rectifying"],
    to: "shut_down",
    by: ["office"],
    when: (hazard) => isMajor(hazard) && hazard.closeDown !== null,
    refusal: "还没有提请关闭取缔，或已不是重大隐患",
    needs: "会议纪要、政府决定文号和日期、现场确认",
  },
  "closedown.decline": {
    rule: "H14",
    label: "不予关闭取缔",
    from: ["rectifying"],
    by: ["office"],
    when: ({ closeDown }) => closeDown !== null,
    refusal: "没有待决定的关闭取缔提请",
    needs: "原因；继续整改",
  },
  "list.propose": {
    rule: "L1",
    label: "提请挂牌督办",
    from: OPEN,
    by: ["speaker", "office"],
    when: (hazard) => hazard.grade === "major" && listingIs("none", "lifted")(hazard),
    refusal: "没有挂牌的重大隐患才能提请挂牌督办",
    needs: "原因、级别、督办单位和责任人、期限",
  },
  list: {
    rule: "L2",
    label: "挂牌督办",
    from: OPEN,
    by: ["convener", "office"],
    when: (hazard) => hazard.grade === "major" && listingIs("proposed")(hazard),
    refusal: "没有待批准的重大隐患挂牌提请",
    needs: "文号；办公室登记的要写会议纪要",
    clock: "期限不超过1年，5个工作日内公布",
  },
  "list.decline": {
    rule: "L2",
    label: "不予挂牌",
    from: OPEN,
    by: ["convener", "office"],
    when: listingIs("proposed"),
    refusal: "没有待批准的挂牌提请",
    needs: "原因；提请的单位收到",
  },
  publish: {
    rule: "L2 L3",
    label: "登记公布",
    from: [...OPEN, ...ENDED],
    by: ["office"],
    when: ({ listing }) =>
      (listing?.state === "listed" && listing.publishedOn === null) ||
      (listing?.state === "lifted" && listing.liftPublishedOn === null),
    refusal: "没有待公布的挂牌或摘牌",
    needs: "公布日期",
    clock: "5个工作日",
  },
  lift: {
    rule: "L3",
    label: "摘牌",
    from: ["verifying"],
    by: ["convener", "office"],
    when: isListed,
    refusal: "复查通过以后才能摘牌",
    needs: "办公室登记的要写会议纪要；在原处公布",
    clock: "销号前；5个工作日内公布",
  },
} as const satisfies Record<string, Act>;
