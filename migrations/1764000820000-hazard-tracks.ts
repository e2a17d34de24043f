import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { addColumns, day, flag, json, key, maybe, whole } from "./columns.ts";

const word = (length: number) => ({ ...key(length), default: "''" });
const number = () => ({ ...whole(), default: 0 });
const off = () => maybe(flag());

/** What decides a light and is new: kept before each change as well. */
const COUNTED = { plan_owed_since: maybe(day()), is_extending: off() };

const COLUMNS = {
  ...COUNTED,
  help_units: maybe(json()),
  criterion_ref: word(120),
  rule_pack: word(32),
  official_no: word(64),
  protection: word(500),
  return_points: maybe(json()),
  times_reopened: number(),
  times_extended: number(),
  times_declined: number(),
  end_reason: word(500),
  merged_into: maybe(key(36)),
  listing: maybe(json()),
  enforcement: maybe(json()),
  suspension: maybe(json()),
  extension: maybe(json()),
  transfer: maybe(json()),
  plan: maybe(json()),
  assessment: maybe(json()),
  close_down: maybe(json()),
  asked_unit: maybe(key(32)),
  asks_office: off(),
};

const LIGHTS = ["due_on", "times_returned", "times_refused", "grade", "assigned_on"];
const INDEXES = {
  hazard_figures: ["state", "lead_unit", "focus_point"],
  hazard_listed: ["year", "number", "state"],
};

async function reindex(runner: QueryRunner, lights: readonly string[]): Promise<void> {
  for (const [name, columns] of Object.entries(INDEXES)) {
    await runner.dropIndex("hazard", name);
    const columnNames = ["district_id", "campaign", ...columns, ...lights];
    await runner.createIndex("hazard", new TableIndex({ name, columnNames }));
  }
}

/** What runs beside a hazard's state: listing, enforcement, suspension, extension, transfer, plan, assessment. */
export class HazardTracks1764000820000 implements MigrationInterface {
  name = "HazardTracks1764000820000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "hazard", COLUMNS);
    await addColumns(runner, "hazard_past", COUNTED);
    const OPEN = "('registered', 'assigned', 'rectifying', 'verify_requested', 'verifying')";
    await runner.query(
      "UPDATE hazard SET plan_owed_since = assigned_on WHERE grade <> 'general' AND state = 'rectifying'",
    );
    await runner.query(
      `UPDATE hazard SET asks_office = 1 WHERE grade = 'major_pending' AND state IN ${OPEN}`,
    );
    await reindex(runner, [...LIGHTS, ...Object.keys(COUNTED)]);
    const asked = { name: "hazard_asked", columnNames: ["district_id", "asked_unit"] };
    const office = { name: "hazard_asks_office", columnNames: ["district_id", "campaign", "asks_office"] };
    for (const index of [asked, office]) await runner.createIndex("hazard", new TableIndex(index));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ["hazard_asks_office", "hazard_asked"]) await runner.dropIndex("hazard", name);
    await reindex(runner, LIGHTS);
    await runner.dropColumns("hazard_past", Object.keys(COUNTED));
    await runner.dropColumns("hazard", Object.keys(COLUMNS));
  }
}
