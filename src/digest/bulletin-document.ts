import {
  countOf,
  namedOf,
  rateInWords,
  ratesInWords,
  unitsByLight,
  type BulletinView,
  type NamedLine,
} from "../../cards/bulletin-view.ts";
import { LIGHT_WORDS } from "../../cards/elements.ts";
import { dateInWords } from "../dates.ts";
import type { Block, OfficialDocument } from "../files/official.ts";
import { numbered, section, text } from "../files/official-blocks.ts";

type Issued = { view: BulletinView; campaignName: string; untilOn: string };

/** A bulletin as an official document: the same figures as its card, all that is named, and the units' table. */
export function bulletinDocument(
  { view, campaignName, untilOn }: Issued,
  issuedOn: string,
): OfficialDocument {
  const { code, corrects, office } = view;
  const about = corrects ? `关于更正${corrects}的通报` : "进展情况的通报";
  return {
    title: corrects ? `${campaignName}${about}` : `关于${campaignName}${about}`,
    number: code,
    recipients: "各成员单位：",
    blocks: [
      ...(view.correction ? section("更正说明", text(view.correction)) : []),
      ...section("总体情况", [...text(view.situation), ...totals(view, dateInWords(untilOn))]),
      ...section("各单位情况", unitsOf(view)),
      ...section("重大和挂牌督办隐患", names(namedOf(view, "majors", "major"), "没有未销号的重大隐患。")),
      ...(view.shutDown.length > 0 ? section("关闭取缔", names(namedOf(view, "shutDown", "shutDown"))) : []),
      ...(view.untrue.length > 0 ? section("销号不实", names(namedOf(view, "untrue", "untrue"))) : []),
      ...section("逾期未改隐患", names(namedOf(view, "backlog", "overdue"), "没有逾期未改的隐患。")),
      ...(view.duties.length > 0
        ? section("信息报送情况", names({ lines: view.duties, count: view.duties.length }))
        : []),
      ...(view.practice ? section("好的做法", text(view.practice)) : []),
      ...(view.demands ? section("下一步要求", text(view.demands)) : []),
    ],
    issuer: office,
    date: dateInWords(issuedOn),
  };
}

function totals(view: BulletinView, until: string): Block[] {
  const count = (key: string) => countOf(view, key);
  return [
    ...text(
      `统计期为${view.period}，数据截至${until}${view.cutoff.slice(-5)}。本期发现隐患${count("found")}条，` +
        `销号${count("closed")}条；现有未销号${count("open")}条，其中逾期未改${count("overdue")}条。`,
    ),
    ...text(
      `未销号重大隐患${count("major")}条，挂牌督办${count("listed")}条；本期关闭取缔${count("shutDown")}条，` +
        `行政处罚${count("penalized")}条，查实销号不实${count("untrue")}条。`,
    ),
    ...text(ratesInWords(view).join("")),
  ];
}

/** The units in the plan's order, and their lights by name. */
function unitsOf(view: BulletinView): Block[] {
  const lights = unitsByLight(view);
  return [
    { kind: "subheading", words: "隐患排查整改" },
    {
      kind: "table",
      title: "各单位隐患排查整改情况（按方案次序，不排名）",
      columns: [
        { head: "单位", share: 27, align: "left" },
        { head: "灯号", share: 9 },
        { head: "发现", share: 9 },
        { head: "销号", share: 9 },
        { head: "未销号", share: 11 },
        { head: "逾期", share: 10 },
        { head: "按期销号", share: 24 },
      ],
      rows: view.units.map(({ name, light, found, closed, open, overdue, onTime }) => [
        name,
        LIGHT_WORDS[light],
        ...[found, closed, open, overdue].map(String),
        onTime.whole > 0 ? rateInWords(onTime) : "",
      ]),
    },
    { kind: "subheading", words: "灯号" },
    {
      kind: "table",
      title: "各单位灯号",
      columns: [
        { head: "灯号", share: 15 },
        { head: "家数", share: 12 },
        { head: "单位", share: 73, align: "left" },
      ],
      rows: lights.map(({ light, units }) => [
        LIGHT_WORDS[light],
        String(units.length),
        units.map(({ name }) => name).join("、"),
      ]),
    },
  ];
}

type Names = { lines: readonly NamedLine[]; count: number };

const names = ({ lines, count }: Names, none = ""): Block[] =>
  lines.length === 0
    ? text(none)
    : [...numbered(lines), ...(count > lines.length ? text(`另有${count - lines.length}条，从略。`) : [])];
